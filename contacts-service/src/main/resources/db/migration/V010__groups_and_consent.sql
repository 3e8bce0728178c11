alter table audience
  -- categories of groups, with their groups
  add groups jsonb not null default '{"list":[]}',
  -- what contacts can permit
  add permissions jsonb not null default '{"list":[]}';

alter table contact
  -- ids of the groups that it is in
  add groups text[] not null default '{}',
  -- ids of the permissions that it gave
  add permissions text[] not null default '{}',
  -- E.164
  add sms_phone text,
  add sms_status text not null default 'nonsubscribed'
    check (sms_status in ('subscribed', 'unsubscribed', 'nonsubscribed', 'pending')),
  add sms_changed_at timestamptz;

create index contact_groups on contact using gin (groups);
create index contact_sms_phone on contact (audience_id, sms_phone) where sms_phone is not null;

alter table contact
  -- nobody but the contact may subscribe its phone again
  add sms_opted_out boolean not null default false,
  -- from where and by whom it was added: the first line of its history of consent
  add created_origin text not null default 'api',
  add created_actor text not null default '';

-- Who changed what a contact agreed to, when, and from where.
create table consent_change (
  id uuid primary key,
  contact_id uuid not null references contact on delete cascade,
  -- email, sms, or the id of a permission
  subject text not null,
  from_status text not null,
  to_status text not null,
  origin text not null,
  actor text not null,
  ip text,
  changed_at timestamptz not null
);

create index consent_change_contact on consent_change (contact_id, changed_at, id);
