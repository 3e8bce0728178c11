-- Where an account wants to hear of changes to the contacts of an audience.
create table webhook (
  id uuid primary key,
  account_id uuid not null,
  audience_id uuid not null references audience on delete cascade,
  hook_id text not null,
  url text not null,
  -- which changes it is told of, from which sources
  filter jsonb not null,
  -- signs what is sent; as it is, because signing needs it
  secret text not null,
  signing_enabled boolean not null,
  -- attempts that failed since the last one that did not
  failures int not null,
  -- nothing is sent before this instant
  paused_until timestamptz,
  created_at timestamptz not null,
  -- the other side said that it is gone
  disabled_at timestamptz,
  -- invisible; its deliveries are being deleted
  deleted_at timestamptz
);

create unique index webhook_hook on webhook (audience_id, hook_id);
-- a URL can be longer than an entry of an index
create unique index webhook_url on webhook (audience_id, md5(url)) where deleted_at is null;

-- What is sent to webhooks, and what became of it.
create table webhook_delivery (
  -- follows from webhook, message and type, so that a redelivered message adds nothing
  delivery_id uuid primary key,
  -- the order of changes
  seq bigint generated always as identity,
  webhook_id uuid not null references webhook on delete cascade,
  contact_id uuid not null,
  message_id uuid not null,
  type text not null,
  -- what to send; deleted when that is done
  body text,
  status text not null check (status in ('queued', 'delivered', 'failed')),
  attempts int not null,
  response_code int,
  reason text not null,
  queued_at timestamptz not null,
  -- of one that is queued; null while it waits for the erasure of its contact
  next_attempt_at timestamptz,
  attempted_at timestamptz,
  finished_at timestamptz,
  -- who is sending it, until when by the clock of the database
  claimed_by uuid,
  claimed_until timestamptz
);

create index webhook_delivery_due on webhook_delivery (webhook_id, next_attempt_at, seq) where status = 'queued';
create index webhook_delivery_contact on webhook_delivery (contact_id, webhook_id, seq);
create index webhook_delivery_log on webhook_delivery (webhook_id, seq);
create index webhook_delivery_finished on webhook_delivery (finished_at) where finished_at is not null;
