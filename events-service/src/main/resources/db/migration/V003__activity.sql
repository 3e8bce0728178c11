-- Everything that contacts did or received.
create table activity (
  id uuid not null,
  account_id uuid not null,
  audience_id uuid not null,
  contact_id uuid not null,
  type text not null,
  name text,
  properties jsonb not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  source text not null,
  suppress_triggers boolean not null,
  primary key (id, occurred_at)
) partition by range (occurred_at);

create index activity_timeline on activity (contact_id, type, occurred_at desc, id desc);

-- History from before there were months of their own. Bounded, so any later month can be added beside it.
create table activity_before_2020 partition of activity
  for values from (minvalue) to ('2020-01-01 00:00:00+00');

-- Makes room for a month if there is none. The partition is made apart and attached then: unlike `create table …
-- partition of`, that leaves readers and writers of all other months alone.
create function ensure_activity_month(month date) returns void language plpgsql as $$
declare
  partition_name text := 'activity_' || to_char(month, 'YYYY_MM');
begin
  if to_regclass(partition_name) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('activity_month'));
  if to_regclass(partition_name) is not null then
    return;
  end if;
  execute format('create table %I (like activity including all)', partition_name);
  execute format(
    'alter table activity attach partition %I for values from (%L) to (%L)',
    partition_name,
    to_char(month, 'YYYY-MM-01 00:00:00+00'),
    to_char(month + interval '1 month', 'YYYY-MM-01 00:00:00+00'));
end $$;

-- Ids that follow from a key which the sender chose: another attempt may carry another time, and still counts once.
create table keyed_activity (
  activity_id uuid primary key
);
