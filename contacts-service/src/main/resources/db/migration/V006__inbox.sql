-- Commands that were carried out, so that a redelivered one changes nothing.
create table inbox (
  message_id uuid primary key,
  received_at timestamptz not null
);

create index inbox_received_at on inbox (received_at);
