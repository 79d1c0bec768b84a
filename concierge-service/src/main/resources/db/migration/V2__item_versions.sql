alter table items add version integer not null default 0;
