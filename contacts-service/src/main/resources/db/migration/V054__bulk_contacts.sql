-- Checking these costs as much as the rows themselves where many contacts are added. Both are kept by the code: an
-- audience or a tag is deleted only after the last contact that has it.
alter table contact drop constraint contact_audience_id_fkey;
alter table contact_tag drop constraint contact_tag_tag_id_fkey;
