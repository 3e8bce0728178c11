-- Stores, and what they have. Rows of a store refer to its key and not to its id, which may be used again at once
-- when a store is deleted; what is left of it goes bit by bit.
create table store (
  key uuid primary key,
  account_id uuid not null,
  id text not null,
  audience_id uuid not null,
  list_id text not null,
  doc jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted boolean not null default false
);

create unique index store_id on store (account_id, id) where not deleted;
create index store_list on store (account_id, created_at, id) where not deleted;
create index store_audience on store (audience_id);
create index store_deleted on store (key) where deleted;

create table customer (
  store uuid not null,
  parent text not null,
  id text not null,
  doc jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- MD5 of the lower-cased address, as the 128 bits that it is
  email_hash uuid not null generated always as (cast(doc ->> 'email_hash' as uuid)) stored,
  primary key (store, parent, id)
);

create index customer_email on customer (store, email_hash);
create index customer_page on customer (store, created_at, id);

create table product (
  store uuid not null,
  parent text not null,
  id text not null,
  doc jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (store, parent, id)
);

create index product_page on product (store, created_at, id);

create table purchase (
  store uuid not null,
  parent text not null,
  id text not null,
  doc jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  account_id uuid not null generated always as (cast(doc ->> 'account_id' as uuid)) stored,
  customer_id text not null generated always as (doc ->> 'customer_id') stored,
  primary key (store, parent, id)
);

create index purchase_page on purchase (store, created_at, id);
create index purchase_customer on purchase (store, customer_id);
create index purchase_account on purchase (account_id, created_at, id);

create table cart (
  store uuid not null,
  parent text not null,
  id text not null,
  doc jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  customer_id text not null generated always as (doc ->> 'customer_id') stored,
  primary key (store, parent, id)
);

create index cart_page on cart (store, created_at, id);
create index cart_customer on cart (store, customer_id);

create table promo_rule (
  store uuid not null,
  parent text not null,
  id text not null,
  doc jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (store, parent, id)
);

create index promo_rule_page on promo_rule (store, created_at, id);

-- parent: the rule
create table promo_code (
  store uuid not null,
  parent text not null,
  id text not null,
  doc jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (store, parent, id)
);

create index promo_code_page on promo_code (store, parent, created_at, id);

-- What customers did who are no contacts yet: recorded as soon as they are.
create table waiting_activity (
  id uuid primary key,
  account_id uuid not null,
  audience_id uuid not null,
  email_hash uuid not null,
  type text not null,
  properties jsonb not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  suppress_triggers boolean not null
);

create index waiting_activity_contact on waiting_activity (audience_id, email_hash);
create index waiting_activity_age on waiting_activity (received_at);

-- Customers who put something into a cart of which there was little, and have not bought it since.
create table stock_watch (
  store uuid not null,
  product_id text not null,
  variant_id text not null,
  customer_id text not null,
  since timestamptz not null,
  primary key (store, product_id, variant_id, customer_id)
);

create index stock_watch_customer on stock_watch (store, customer_id);

-- A variant is available again; those who watch it are told bit by bit, in the order of their ids.
create table restock (
  id uuid primary key,
  store uuid not null,
  product_id text not null,
  variant_id text not null,
  at timestamptz not null,
  told_until text not null default ''
);

-- To find what is left of customers who are forgotten as contacts; emptied when nothing is left.
alter table forgotten add column audience_id uuid;
alter table forgotten add column email_hash uuid;
