-- Few want their emails as text, and a page of them is asked for.
create index contact_email_type on contact (audience_id, email_type, created_at, id) where email_type <> 'html';
