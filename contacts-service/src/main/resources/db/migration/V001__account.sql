create table account (
  id uuid primary key,
  name text not null,
  plan text not null,
  -- what the plan allowed when the account was last announced, as JSON
  entitlements text not null,
  time_zone text not null,
  version bigint not null,
  created_at timestamptz not null
);

create index account_plan on account (plan);

create table api_key (
  id uuid primary key,
  account_id uuid not null references account,
  -- SHA-256; the key itself is stored nowhere
  key_hash text not null unique,
  label text not null,
  created_at timestamptz not null
);

create index api_key_account on api_key (account_id, id);
