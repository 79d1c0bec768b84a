alter table dating_events add version integer not null default 0;
