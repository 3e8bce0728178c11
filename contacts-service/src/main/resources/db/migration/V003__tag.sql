-- Ids of tags and of saved segments share one space: even ones are given here, odd ones by the segments service.
create sequence tag_id start with 2 increment by 2;

create table tag (
  id bigint primary key,
  account_id uuid not null,
  audience_id uuid not null references audience,
  name text not null,
  -- the name in lower case, by which it is unique
  name_key text not null,
  version bigint not null,
  created_at timestamptz not null,
  deleted_at timestamptz
);

create unique index tag_name on tag (audience_id, name_key) where deleted_at is null;
create index tag_audience on tag (audience_id, id);
