create table flow (
  flow_id int generated always as identity primary key,
  account_id uuid not null,
  audience_id uuid not null,
  name text not null,
  status text not null check (status in ('draft', 'active', 'paused', 'archived')),
  version int not null,
  next_element_id int not null, -- triggers and steps share one sequence of ids within their flow
  activated_at timestamptz, -- nothing older starts the flow
  active_since timestamptz, -- what was received earlier met a paused flow
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index flow_account on flow (account_id, flow_id);
create index flow_audience on flow (audience_id);

-- Definitions never change: an edit makes the next version, and contacts inside go on by theirs.
create table flow_version (
  flow_id int not null references flow on delete cascade,
  version int not null,
  definition json not null, -- as the API shows it; json, not jsonb, keeps the order of fields
  created_at timestamptz not null,
  primary key (flow_id, version)
);

-- The triggers of the current versions, for finding flows by what happened.
create table flow_trigger (
  flow_id int not null references flow on delete cascade,
  trigger_id int not null,
  audience_id uuid not null,
  type text not null,
  event_name text,
  primary key (flow_id, trigger_id)
);

create index flow_trigger_event on flow_trigger (audience_id, event_name) where type = 'event_api';
