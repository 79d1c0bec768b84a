alter table item_kinds add version integer not null default 0;
