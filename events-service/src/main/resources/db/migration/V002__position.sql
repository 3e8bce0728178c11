-- How far each topic was consumed, written with the effects of what was consumed.
create table topic_position (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);
