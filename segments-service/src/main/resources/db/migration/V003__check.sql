-- Checks that wait for an activity or for a version of the contact which has not arrived yet.
create table parked_check (
  request_id uuid primary key,
  account_id uuid not null,
  audience_id uuid not null,
  contact_id uuid not null,
  condition jsonb not null,
  includes_activity uuid,
  includes_version bigint not null,
  give_up_at timestamptz not null
);

create index parked_check_contact on parked_check (contact_id);
create index parked_check_due on parked_check (give_up_at);
