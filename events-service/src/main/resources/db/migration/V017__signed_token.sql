-- Tokens that a provider signed without what it said: each is good for one body, until it is too old for any.
create table signed_token (
  integration_id uuid not null,
  token uuid not null, -- the first bits of its SHA-256
  body uuid not null, -- as the token
  signed_at timestamptz not null,
  primary key (integration_id, token)
);

create index signed_token_age on signed_token (signed_at);
