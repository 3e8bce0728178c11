-- One email to one contact, and what became of it.
create table delivery (
  delivery_id uuid primary key, -- follows from walk, step and visit: a step sends once
  account_id uuid not null,
  audience_id uuid not null,
  contact_id uuid not null,
  enrollment_id uuid not null,
  flow_id int not null,
  flow_version int not null,
  step_id int not null,
  status text not null check (status in ('queued', 'sending', 'sent', 'failed', 'unknown', 'skipped')),
  reason text not null,
  event jsonb not null, -- the properties of the event that started the walk, for merge tags
  email_address text,
  subject text,
  printed jsonb, -- what merge tags printed, so that the content can be shown as it was sent
  queued_at timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts int not null default 0,
  claimed_by int, -- the instance that hands it over
  claimed_at timestamptz, -- by the clock of the database, which all instances share
  finished_at timestamptz
);

create index delivery_queue on delivery (next_attempt_at) where status = 'queued';
create index delivery_under_way on delivery (claimed_by, claimed_at) where status = 'sending';
create index delivery_account on delivery (account_id, queued_at desc, delivery_id desc);
create index delivery_flow on delivery (flow_id, queued_at desc, delivery_id desc);
create index delivery_contact on delivery (contact_id, queued_at desc, delivery_id desc);
create index delivery_audience on delivery (audience_id);

-- Every instance that sends takes a number, and holds the advisory lock of that number as long as it lives.
create sequence sender_number as int cycle;
