-- Other systems that tell what contacts do.
create table integration (
  id uuid primary key,
  account_id uuid not null,
  type text not null,
  -- null: contacts of all audiences of the account
  audience_id uuid,
  list_id text,
  settings jsonb not null,
  secret text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index integration_account on integration (account_id, created_at, id);

-- The last requests of each, for those who wonder why nothing arrives.
create table integration_request (
  integration_id uuid not null,
  id uuid not null,
  received_at timestamptz not null,
  action text not null,
  outcome text not null check (outcome in ('accepted', 'ignored', 'refused')),
  reason text not null,
  primary key (integration_id, id)
);

-- Whom visitors of connected sites turned out to be.
create table visitor (
  integration_id uuid not null,
  visitor_id text not null,
  contact_id uuid not null,
  -- what the site said who it is
  identity text not null,
  identified_at timestamptz not null,
  primary key (integration_id, visitor_id, contact_id)
);

create index visitor_contact on visitor (contact_id);
create index visitor_age on visitor (identified_at);

-- What visitors did of whom nobody knows who they are.
create table visit (
  id uuid primary key,
  integration_id uuid not null,
  visitor_id text not null,
  type text not null,
  name text,
  properties jsonb not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null
);

create index visit_visitor on visit (integration_id, visitor_id, occurred_at desc);
create index visit_age on visit (received_at);

-- Sites may say who a visitor is without telling us the address: by the first half of its SHA-256.
alter table contact add column email_sha256 uuid;
create index contact_sha256 on contact (audience_id, email_sha256) where email_sha256 is not null;
drop index audience_list;
create index audience_list on audience (account_id, list_id);
