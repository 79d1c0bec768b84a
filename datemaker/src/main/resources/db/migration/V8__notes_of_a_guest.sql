-- How often a guest did something at an event is counted before it is noted once more.
create index event_log_of_guest on event_log (event_id, user_id, what) where user_id is not null;
