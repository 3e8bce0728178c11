-- How many contacts of an audience have which status: the sum of these rows. The database keeps them itself, so
-- whatever changes contacts counts them. Each statement adds a row of its own, so that nobody waits for another; many
-- rows are folded into one in the background.
create table contact_count (
  audience_id uuid not null,
  status text not null,
  id bigint generated always as identity,
  contacts bigint not null,
  primary key (audience_id, status, id)
);

create function count_added_contacts() returns trigger language plpgsql as $$
begin
  insert into contact_count (audience_id, status, contacts)
  select audience_id, status, count(*) from added group by audience_id, status;
  return null;
end $$;

create function count_deleted_contacts() returns trigger language plpgsql as $$
begin
  insert into contact_count (audience_id, status, contacts)
  select audience_id, status, -count(*) from deleted group by audience_id, status;
  return null;
end $$;

create function count_changed_contact() returns trigger language plpgsql as $$
begin
  insert into contact_count (audience_id, status, contacts)
  values (old.audience_id, old.status, -1), (new.audience_id, new.status, 1);
  return null;
end $$;

create trigger contacts_added after insert on contact
  referencing new table as added for each statement execute function count_added_contacts();

create trigger contacts_deleted after delete on contact
  referencing old table as deleted for each statement execute function count_deleted_contacts();

create trigger contact_changed after update of status on contact
  for each row when (old.status is distinct from new.status) execute function count_changed_contact();

insert into contact_count (audience_id, status, contacts)
select audience_id, status, count(*) from contact group by audience_id, status;

-- The newest subscription is the end of contact_subscribed_at; the newest unsubscription is the end of this one.
create index contact_unsubscribed_at on contact (audience_id, unsubscribed_at) where unsubscribed_at is not null;

-- It had these dates only to count with them.
drop index contact_status;
create index contact_status on contact (audience_id, status, id);
