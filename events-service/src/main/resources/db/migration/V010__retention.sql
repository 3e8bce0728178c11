-- For how many months activities are kept; null: as long as the installation says.
alter table account add column activity_months integer;

create index account_months on account (activity_months, account_id);

-- How far old activities of an account are deleted that keeps them for a shorter time than others do: contact by
-- contact, for one month after the other.
create table retention (
  account_id uuid primary key,
  -- everything before it is deleted
  done_before date not null,
  -- or is being deleted, and so far these contacts are through
  deleting_before date,
  audience_id uuid,
  email_hash uuid
);
