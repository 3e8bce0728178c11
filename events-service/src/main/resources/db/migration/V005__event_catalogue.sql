-- Names of custom events that were ever stored, for those who choose one: kept with the ledger, in its transactions.
create table event_name (
  audience_id uuid not null,
  name text not null,
  account_id uuid not null,
  occurrences bigint not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  primary key (audience_id, name)
);

insert into event_name (audience_id, name, account_id, occurrences, first_seen, last_seen)
select audience_id, name, account_id, count(*), min(occurred_at), max(occurred_at)
  from activity where type = 'event' and name is not null
 group by audience_id, name, account_id;

create table event_property (
  audience_id uuid not null,
  name text not null,
  property text not null,
  -- what all values so far can be read as
  type text not null check (type in ('text', 'number', 'date', 'boolean')),
  primary key (audience_id, name, property)
);

-- Some values that were seen. What a contact said goes when the contact is forgotten.
create table event_sample (
  audience_id uuid not null,
  name text not null,
  property text not null,
  value text not null,
  contact_id uuid not null,
  primary key (audience_id, name, property, value)
);

create index event_sample_contact on event_sample (contact_id);
