-- How audiences grow and shrink, by day (UTC): the sum of these rows. Each transaction adds rows of its own, so that
-- nobody waits for another; many rows are folded into one in the background.
create table growth (
  audience_id uuid not null references audience on delete cascade,
  day date not null,
  kind text not null,
  id bigint generated always as identity,
  number bigint not null,
  primary key (audience_id, day, kind, id)
);

-- Only the newest days get more rows, and are folded.
create index growth_day on growth (day);

insert into growth (audience_id, day, kind, number)
select audience_id, (now() at time zone 'UTC')::date, 'total', sum(contacts) from contact_count
 where status = 'subscribed' group by audience_id having sum(contacts) <> 0;

-- Complaints of contacts about emails.
create table abuse_report (
  id int generated always as identity primary key,
  audience_id uuid not null references audience on delete cascade,
  contact_id uuid not null references contact on delete cascade,
  reported_at timestamptz not null
);

create index abuse_report_audience on abuse_report (audience_id, id);
create index abuse_report_contact on abuse_report (contact_id);

-- How the hosted sign-up form of an audience looks.
create table signup_form (
  audience_id uuid primary key references audience on delete cascade,
  form jsonb not null
);
