-- The rows of a file are spread over lanes by their addresses: the lanes are done at the same time, each in its order.
create table import_lane (
  import_id uuid not null references import on delete cascade,
  lane smallint not null,
  -- when it last took a step
  touched_at timestamptz not null,
  primary key (import_id, lane)
);

create index import_lane_touched on import_lane (touched_at, import_id, lane);

alter table import_batch add column lane smallint not null default 0;

create index import_batch_lane on import_batch (import_id, lane, number);

insert into import_lane (import_id, lane, touched_at)
select id, 0, touched_at from import where status in ('uploading', 'queued', 'running', 'paused');
