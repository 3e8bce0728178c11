-- Each lane counts its own failed steps and rests after one: the others go on meanwhile.
alter table import_lane add column failed_steps int not null default 0;
alter table import_lane add column retry_at timestamptz;

-- only an older version counts here
alter table import alter column failed_steps set default 0;
