-- Which variant an inventory item of a shop system is: an object of ids of variants by ids of items.
create index product_inventory on product using gin ((doc -> 'inventory_items'));
