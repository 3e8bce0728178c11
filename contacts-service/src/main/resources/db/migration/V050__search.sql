-- Members are searched by how their address, first name (field 1) or last name (field 2) begins.
create index contact_search_email on contact (audience_id, lower(email) text_pattern_ops);
create index contact_search_first_name on contact (audience_id, lower(fields ->> '1') text_pattern_ops)
  where lower(fields ->> '1') is not null;
create index contact_search_last_name on contact (audience_id, lower(fields ->> '2') text_pattern_ops)
  where lower(fields ->> '2') is not null;
