-- Every trigger that fired, with what was decided about it and why.
create table entry (
  entry_id uuid primary key, -- follows from flow, contact and cause: a cause counts once
  account_id uuid not null,
  audience_id uuid not null,
  flow_id int not null,
  trigger_id int not null,
  contact_id uuid not null,
  cause_id uuid not null,
  cause_type text not null,
  cause_name text,
  properties jsonb not null,
  suppress_triggers boolean not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  decision text not null check (decision in
    ('pending', 'entered', 'filtered', 'not_eligible', 'already_in', 'reentry_wait', 'suppressed', 'paused')),
  reason text not null,
  waits_for text check (waits_for in ('contact', 'verdict')),
  wait_until timestamptz,
  seen_version bigint not null, -- of the contact, 0 for unknown
  request_id uuid,
  enrollment_id uuid,
  decided_at timestamptz,
  check ((decision = 'pending') = (waits_for is not null))
);

create index entry_waiting on entry (contact_id) where waits_for = 'contact';
create index entry_wait_until on entry (wait_until) where waits_for is not null;
create index entry_request on entry (request_id) where waits_for = 'verdict';
create index entry_list on entry (flow_id, received_at desc, entry_id desc);
create index entry_decision on entry (flow_id, decision, received_at desc, entry_id desc);
create index entry_contact on entry (contact_id);
create index entry_audience on entry (audience_id);
