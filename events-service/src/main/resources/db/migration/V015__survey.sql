-- What people do who are not contacts yet waits for whoever they are: known by the MD5 of an address, or by the SHA-256
-- of a phone number, each as 128 bits.
alter table waiting_activity rename column email_hash to person;
alter table waiting_activity add column source text not null default 'store';
alter table waiting_activity alter column source drop default;

-- What those who answer surveys are called in reports.
alter table contact add column email text;
alter table contact add column phone text;
alter table contact add column full_name text;
alter table contact add column email_status text;
alter table audience add column name text not null default '';

-- draft: what is edited; shown: what people are asked, as of the last time it was published
create table survey (
  id uuid primary key,
  web_id bigint generated always as identity,
  account_id uuid not null,
  audience_id uuid not null,
  list_id text not null,
  draft jsonb not null,
  shown jsonb,
  published boolean not null default false,
  published_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted boolean not null default false
);

create index survey_account on survey (account_id, created_at, id) where not deleted;
create index survey_audience on survey (audience_id, created_at, id) where not deleted;
create index survey_deleted on survey (id) where deleted;

-- contact_id: null for somebody who is no contact, or not yet; then email_hash says who
-- proven: the person came by a link that only the contact has
create table survey_response (
  id uuid primary key,
  survey_id uuid not null references survey,
  audience_id uuid not null,
  contact_id uuid,
  email_hash uuid,
  proven boolean not null,
  familiarity text not null check (familiarity in ('known', 'new', 'unknown')),
  submitted_at timestamptz not null
);

create unique index survey_response_contact on survey_response (survey_id, contact_id) where contact_id is not null;
create unique index survey_response_email on survey_response (survey_id, email_hash) where email_hash is not null;
create index survey_response_page on survey_response (survey_id, submitted_at, id);
create index survey_response_of_contact on survey_response (contact_id) where contact_id is not null;
create index survey_response_of_email on survey_response (audience_id, email_hash) where email_hash is not null;

-- option_id: empty for what was written; one row for each option that was chosen
create table survey_answer (
  response_id uuid not null references survey_response on delete cascade,
  survey_id uuid not null,
  question_id text not null,
  option_id text not null,
  value text not null,
  primary key (response_id, question_id, option_id)
);

create index survey_answer_question on survey_answer (survey_id, question_id, option_id, response_id);
