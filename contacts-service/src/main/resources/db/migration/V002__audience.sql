create table audience (
  id uuid primary key,
  account_id uuid not null references account,
  list_id text not null unique,
  settings jsonb not null,
  fields jsonb not null,
  version bigint not null,
  created_at timestamptz not null,
  deleted_at timestamptz
);

create index audience_account on audience (account_id, created_at, id) where deleted_at is null;
