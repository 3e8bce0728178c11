-- What a deleted store leaves is found by its key.
create index restock_store on restock (store);
