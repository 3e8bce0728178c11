-- Whether a visitor told it whose identity nothing proved, where that starts nothing.
alter table entry add column unproven boolean not null default false;
