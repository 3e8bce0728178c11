create table contact (
  id uuid primary key,
  account_id uuid not null,
  audience_id uuid not null references audience,
  email text not null,
  email_hash text not null,
  unique_email_id text not null,
  status text not null
    check (status in ('subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional', 'archived')),
  -- nobody but the contact may subscribe it again
  opted_out boolean not null,
  unsubscribe_reason text,
  -- values by id of the field
  fields jsonb not null,
  email_type text not null,
  language text not null,
  vip boolean not null,
  latitude double precision not null,
  longitude double precision not null,
  ip_signup text not null,
  ip_opt text not null,
  source text not null,
  signed_up_at timestamptz,
  subscribed_at timestamptz,
  unsubscribed_at timestamptz,
  created_at timestamptz not null,
  last_changed timestamptz not null,
  version bigint not null
);

-- the judge when the same address is added twice at once
create unique index contact_address on contact (audience_id, email_hash);
create index contact_audience on contact (audience_id, id);
create index contact_created_at on contact (audience_id, created_at, id);
create index contact_status on contact (audience_id, status, id) include (subscribed_at, unsubscribed_at);
create index contact_last_changed on contact (audience_id, last_changed, id);
create index contact_subscribed_at on contact (audience_id, subscribed_at, id);
create index contact_signed_up_at on contact (audience_id, signed_up_at, id);
create index contact_unique_email on contact (audience_id, unique_email_id);
create index contact_vip on contact (audience_id, id) where vip;

create table contact_tag (
  contact_id uuid not null references contact on delete cascade,
  tag_id bigint not null references tag,
  added_at timestamptz not null,
  primary key (contact_id, tag_id)
);

create index contact_tag_tag on contact_tag (tag_id, contact_id);

-- Addresses deleted for good: a hash is kept, so that they are not imported again.
create table forgotten_address (
  audience_id uuid not null,
  address_hash text not null,
  forgotten_at timestamptz not null,
  primary key (audience_id, address_hash)
);
