-- Who is told when nothing is left of a contact; null for one that went with its audience, of which nobody is told.
alter table forgotten add column account_id uuid;
