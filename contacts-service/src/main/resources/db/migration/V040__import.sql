-- A file of contacts on its way into an audience.
create table import (
  id uuid primary key,
  account_id uuid not null,
  audience_id uuid not null references audience,
  status text not null
    check (status in ('uploading', 'queued', 'running', 'paused', 'completed', 'canceled', 'failed')),
  -- why it failed
  reason text,
  settings jsonb not null,
  -- what each column of the file is
  columns jsonb not null,
  bytes bigint not null,
  rows_uploaded bigint not null,
  rows_read bigint not null,
  rows_created bigint not null,
  rows_updated bigint not null,
  rows_unchanged bigint not null,
  rows_refused bigint not null,
  actor text not null,
  -- steps that failed one after another
  failed_steps int not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- the last sign of life: of the upload, then of the work
  touched_at timestamptz not null
);

create index import_audience on import (audience_id, created_at, id);
create index import_unfinished on import (touched_at, id) where status in ('uploading', 'queued', 'running');
create index import_finished on import (finished_at, id) where finished_at is not null;

-- Rows of a file that are still to be done, some hundred to a row of this table.
create table import_batch (
  import_id uuid not null references import on delete cascade,
  number bigint not null,
  rows bytea not null,
  primary key (import_id, number)
);

-- Rows of a file that were refused.
create table import_refusal (
  import_id uuid not null references import on delete cascade,
  line bigint not null,
  address text not null,
  -- by which it is found when the contact is deleted for good
  email_hash text not null,
  reason text not null,
  primary key (import_id, line)
);

create index import_refusal_email on import_refusal (email_hash);
