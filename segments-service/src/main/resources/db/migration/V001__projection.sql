-- What other services told us: accounts, audiences, tags, contacts, activities.

create table account (
  account_id uuid primary key,
  version bigint not null,
  event_window text
);

create table audience (
  audience_id uuid primary key,
  account_id uuid not null,
  list_id text not null unique,
  version bigint not null,
  fields jsonb not null,
  deleted boolean not null,
  cleared boolean not null default false
);

-- Audiences of which rows are left to be deleted.
create index audience_uncleared on audience (audience_id) where deleted and not cleared;

create table tag (
  tag_id bigint primary key,
  account_id uuid not null,
  audience_id uuid not null,
  version bigint not null,
  name text not null,
  name_key text not null,
  deleted boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index tag_audience on tag (audience_id, tag_id) where not deleted;
create index tag_name on tag (audience_id, name_key) where not deleted;

-- Version 0: somebody of whom only activities were heard so far. `active`: known, and neither archived nor erased.
-- `email_text` and `texts` hold texts in the form in which conditions compare them.
create table contact (
  contact_id uuid primary key,
  account_id uuid not null,
  audience_id uuid not null,
  version bigint not null default 0,
  erased boolean not null default false,
  active boolean not null default false,
  status text,
  email text,
  email_hash text,
  email_text text not null default '',
  fields jsonb not null default '{}',
  texts jsonb not null default '{}',
  tags bigint[] not null default '{}',
  tag_names jsonb not null default '[]',
  language text not null default '',
  vip boolean not null default false,
  email_type text not null default 'html',
  source text not null default '',
  created_at timestamptz,
  subscribed_at timestamptz,
  changed_at timestamptz
);

create index contact_audience on contact (audience_id, contact_id);
create index contact_email on contact (audience_id, email_hash);
create index contact_tags on contact using gin (tags) where active;

create table activity (
  activity_id uuid primary key,
  account_id uuid not null,
  contact_id uuid not null,
  type text not null,
  name text,
  name_text text,
  properties jsonb not null,
  occurred_at timestamptz not null
);

create index activity_named on activity (contact_id, name, occurred_at) where type = 'event';
create index activity_contact on activity (contact_id, occurred_at);
