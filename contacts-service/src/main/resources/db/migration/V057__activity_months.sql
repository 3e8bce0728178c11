-- For how many months the activities of an account's contacts are kept; null: as long as the installation says.
alter table account add column activity_months integer;
