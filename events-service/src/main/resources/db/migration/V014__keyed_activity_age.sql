-- Keys that senders chose count for good. Ids that we made of what was told are needed as long as it may be told
-- again: null for the former, when it came for the latter.
alter table keyed_activity add column added_at timestamptz;
create index keyed_activity_age on keyed_activity (added_at) where added_at is not null;
