alter table help_requests add version integer not null default 0;
alter table suggestions add version integer not null default 0;
