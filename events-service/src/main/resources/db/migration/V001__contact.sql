-- Whom activities can be recorded for: a projection of the topics `audiences` and `contacts`.
create table audience (
  audience_id uuid primary key,
  account_id uuid not null,
  list_id text not null,
  version bigint not null,
  deleted boolean not null
);

create index audience_list on audience (list_id);

create table contact (
  contact_id uuid primary key,
  account_id uuid not null,
  audience_id uuid not null,
  -- MD5 of the lower-cased address, as the 128 bits that it is
  email_hash uuid not null,
  version bigint not null,
  changed_at timestamptz not null
);

-- not unique: contacts that exchange addresses are seen one after the other
create index contact_email on contact (audience_id, email_hash);

-- Contacts and audiences that were deleted for good. Ids stay for ever, so that nothing late revives them.
create table forgotten (
  id uuid primary key,
  kind text not null check (kind in ('contact', 'audience')),
  -- nothing of it is left in other tables
  erased boolean not null default false
);

create index forgotten_pending on forgotten (kind desc, id) where not erased;
