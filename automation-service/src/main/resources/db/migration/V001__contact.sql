-- Projections of what contacts-service says, rebuilt from its topics.

create table account (
  account_id uuid primary key,
  version bigint not null,
  plan text not null,
  entitlements jsonb not null,
  time_zone text not null
);

create table audience (
  audience_id uuid primary key,
  account_id uuid not null,
  version bigint not null,
  list_id text not null unique,
  company text not null,
  postal_address text not null,
  fields jsonb not null, -- an array of AudienceChanged.Field
  deleted boolean not null,
  forgotten boolean not null default false -- nothing of it is stored any more
);

create index audience_deleted on audience (audience_id) where deleted and not forgotten;

create table contact (
  contact_id uuid primary key,
  account_id uuid not null,
  audience_id uuid not null,
  version bigint not null,
  email text not null,
  email_hash text not null,
  status text not null,
  fields jsonb not null
);

create index contact_email on contact (account_id, email_hash);
create index contact_audience on contact (audience_id);

-- Contacts deleted for good: an old message must not bring them back.
create table erased_contact (
  contact_id uuid primary key
);
