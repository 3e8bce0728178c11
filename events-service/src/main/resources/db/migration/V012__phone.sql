-- Whom a mobile phone belongs to: the first half of the SHA-256 of its number in the form of E.164.
alter table contact add column phone_sha256 uuid;
create index contact_phone on contact (audience_id, phone_sha256) where phone_sha256 is not null;
