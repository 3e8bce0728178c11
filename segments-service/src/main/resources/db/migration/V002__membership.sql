-- Saved segments, their definitions, and who belongs to them.

-- Odd ids: tags and saved segments share one space, and contacts-service draws the even ones.
create sequence segment_id as bigint start 1 increment 2;

create table segment (
  segment_id bigint primary key check (segment_id % 2 = 1),
  account_id uuid not null,
  audience_id uuid not null,
  name text not null,
  name_key text not null,
  options text not null,
  version bigint not null,
  definition_version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint segment_name unique (audience_id, name_key)
);

create index segment_audience on segment (audience_id, segment_id);
create index segment_account on segment (account_id);

-- One condition under which a segment was evaluated; the one that is announcing or serving is the one that counts. States: building (verdicts are being made), announcing (it is
-- served, and the difference to its predecessor is being told), serving, retired (its verdicts are being deleted).
-- `reached`: building and announcing have passed this contact. `predecessor`: the version that was served before;
-- beyond `reached`, its verdicts say what was told about a contact.
create table definition (
  segment_id bigint not null,
  definition_version bigint not null,
  account_id uuid not null,
  audience_id uuid not null,
  condition jsonb not null,
  event_window text,
  state text not null check (state in ('building', 'announcing', 'serving', 'retired')),
  given_at timestamptz not null,
  predecessor bigint,
  reached uuid,
  done bigint not null default 0,
  total bigint not null default 0,
  primary key (segment_id, definition_version)
);

create index definition_audience on definition (audience_id);
create index definition_unfinished on definition (segment_id, definition_version) where state <> 'serving';

-- What a condition answered for a contact, kept if it holds or if time will change it.
create table verdict (
  contact_id uuid not null,
  segment_id bigint not null,
  definition_version bigint not null,
  holds boolean not null,
  since timestamptz not null,
  changes_at timestamptz,
  primary key (contact_id, segment_id, definition_version)
);

create index verdict_member on verdict (segment_id, definition_version, contact_id) where holds;
create index verdict_outsider on verdict (segment_id, definition_version, contact_id) where not holds;
create index verdict_due on verdict (changes_at) where changes_at is not null;
