-- A contact may be known by its phone alone: its email is then empty, and email_hash the hex of its id.

-- The judge when the same phone is added twice at once; named like contact_address, of which it is the counterpart.
create unique index contact_address_phone on contact (audience_id, sms_phone) where email = '' and sms_phone is not null;

-- The API calls a contact by the SHA-256 of its phone.
create index contact_sms_phone_hash on contact (audience_id, encode(sha256(decode(sms_phone, 'escape')), 'hex'))
  where sms_phone is not null;

