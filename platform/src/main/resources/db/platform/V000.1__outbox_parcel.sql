-- How many messages a row stands for: many that are written at once share rows.
alter table outbox add messages integer not null default 1;
