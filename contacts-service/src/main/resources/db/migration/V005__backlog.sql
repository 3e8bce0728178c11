-- Work too big for one transaction, done in bounded steps.
create table backlog (
  id uuid primary key,
  kind text not null,
  account_id uuid not null,
  audience_id uuid not null,
  -- which tag or field, in the words of the kind of work
  subject text not null,
  -- the last contact that is done
  position uuid,
  due_at timestamptz not null
);

create index backlog_due on backlog (due_at, id);
