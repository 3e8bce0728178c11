-- Contacts that were deleted for good, and which services have nothing left of them. Nothing here says whom it was.
create table erasure (
  contact_id uuid primary key,
  audience_id uuid not null references audience on delete cascade,
  address_hash text not null, -- as in forgotten_address
  requested_at timestamptz not null,
  completed_at timestamptz
);

create index erasure_audience on erasure (audience_id, requested_at desc, contact_id);
create index erasure_address on erasure (audience_id, address_hash, requested_at desc);

create table erasure_confirmation (
  contact_id uuid not null references erasure on delete cascade,
  service text not null,
  confirmed_at timestamptz not null,
  primary key (contact_id, service)
);
