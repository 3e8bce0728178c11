-- What people of the account write about a contact.
create table note (
  id int generated always as identity primary key,
  contact_id uuid not null references contact on delete cascade,
  note text not null,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index note_created on note (contact_id, created_at, id);

-- The newest note, as members show it: a list of members reads no other table for it.
alter table contact add column last_note jsonb;
