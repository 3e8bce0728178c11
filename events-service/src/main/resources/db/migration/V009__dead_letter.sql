-- Dead letters that were sent to where they came from once more.
create table redriven_letter (
  partition integer not null,
  "offset" bigint not null,
  redriven_at timestamptz not null,
  primary key (partition, "offset")
);
