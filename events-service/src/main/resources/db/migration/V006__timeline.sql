-- Days of a timeline are days in the account's time zone: a projection of the topic `accounts`.
create table account (
  account_id uuid primary key,
  version bigint not null,
  time_zone text not null
);

-- What contacts of an audience can permit, as objects with `permissionId` and `text`.
alter table audience add column permissions jsonb not null default '[]';

-- Notes of people about contacts. They change and go, so they are no activities; a timeline shows them among these.
create table note (
  contact_id uuid not null,
  note_id integer not null,
  text text not null,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (contact_id, note_id)
);

create index note_timeline on note (contact_id, created_at desc, note_id desc);
