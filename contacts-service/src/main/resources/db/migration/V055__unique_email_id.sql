-- It is the beginning of email_hash, whose index finds it: one index less that every new contact has to find its place in.
drop index contact_unique_email;
alter table contact drop column unique_email_id;
