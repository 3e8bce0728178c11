-- Orders are asked for by what led to them.
create index purchase_campaign on purchase (store, (doc ->> 'campaign_id'));
create index purchase_outreach on purchase (store, (doc -> 'outreach' ->> 'id'));
