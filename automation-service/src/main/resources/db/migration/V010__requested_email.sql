-- An email either belongs to a step of a flow, or another service asked for it and said what is in it.
alter table delivery
  alter column enrollment_id drop not null,
  alter column flow_id drop not null,
  alter column flow_version drop not null,
  alter column step_id drop not null,
  add column purpose text not null default 'flow',
  add column content jsonb, -- subject, sender and texts of an email that was asked for
  add constraint delivery_source check ((flow_id is null) = (content is not null));
