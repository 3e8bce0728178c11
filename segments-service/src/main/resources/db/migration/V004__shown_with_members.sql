-- Groups and the last note are shown with the members of segments; conditions do not read them here.
alter table audience add group_ids text[] not null default '{}';
alter table contact
  add groups text[] not null default '{}',
  add last_note jsonb;
