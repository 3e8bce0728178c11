-- The last of the foreign keys that cost as much as the rows themselves where many contacts are added: each tag of a
-- contact locked and looked up its contact again. Tags are only written while their contact is locked or was just added.
alter table contact_tag drop constraint contact_tag_contact_id_fkey;

create function delete_tags_of_contacts() returns trigger language plpgsql as $$
begin
  delete from contact_tag using deleted where contact_tag.contact_id = deleted.id;
  return null;
end $$;

create trigger contacts_deleted_tags after delete on contact
  referencing old table as deleted for each statement execute function delete_tags_of_contacts();
