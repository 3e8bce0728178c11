-- Whether something proved once that a visitor is this contact.
alter table visitor add column proven boolean not null default false;
