-- The log is forgotten by its age.
create index event_log_by_age on event_log (at);
