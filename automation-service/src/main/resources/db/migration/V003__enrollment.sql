-- One contact's walk through one flow.
create table enrollment (
  enrollment_id uuid primary key,
  account_id uuid not null,
  audience_id uuid not null,
  flow_id int not null,
  flow_version int not null,
  contact_id uuid not null,
  status text not null check (status in ('active', 'completed', 'exited', 'failed')),
  reason text not null, -- why it ended other than by its last step
  step_id int not null, -- where the contact stands or ended
  visit int not null, -- the how-manieth step of this walk that is
  arrived_at timestamptz not null,
  due_at timestamptz, -- when to go on
  held boolean not null default false, -- due while the flow is paused
  request_id uuid, -- the question it waits for an answer to
  answer boolean,
  event jsonb not null, -- name and properties of the event that started it
  cause_id uuid not null, -- what started it
  started_at timestamptz not null,
  ended_at timestamptz
);

-- Never two walks of one contact through one flow at a time.
create unique index enrollment_one_walk on enrollment (flow_id, contact_id) where status = 'active';
create index enrollment_due on enrollment (due_at) where status = 'active' and not held and due_at is not null;
create index enrollment_held on enrollment (flow_id) where held;
create index enrollment_request on enrollment (request_id) where request_id is not null;
create index enrollment_last_walk on enrollment (flow_id, contact_id, started_at desc);
create index enrollment_list on enrollment (flow_id, started_at desc, enrollment_id desc);
create index enrollment_status on enrollment (flow_id, status, started_at desc, enrollment_id desc);
create index enrollment_contact on enrollment (contact_id);
create index enrollment_audience on enrollment (audience_id);

-- The dated steps of a walk.
create table enrollment_step (
  enrollment_id uuid not null references enrollment on delete cascade,
  visit int not null,
  step_id int not null,
  arrived_at timestamptz not null,
  left_at timestamptz,
  outcome text not null,
  primary key (enrollment_id, visit)
);
