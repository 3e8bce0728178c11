-- Messages that wait to be sent, in order per key. Rows live for milliseconds.
create table outbox (
  seq bigint generated always as identity primary key,
  shard smallint not null,
  id uuid not null,
  topic text not null,
  key text not null,
  type text not null,
  time timestamptz not null,
  value bytea
);

create index outbox_shard on outbox (shard, seq);
