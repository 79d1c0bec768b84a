create table event_states (
    id         smallint primary key,
    state_name text not null unique
);

insert into event_states (id, state_name)
values (0, 'NOT_STARTED'), (1, 'REG_CONFIRM'), (2, 'READY'), (3, 'RUNNING'), (4, 'FINISHED'), (5, 'SKIPPED');

-- `insert into dating_events (start_dttm) values (…)` by hand is a way to plan an event, so all else has a default.
create table dating_events (
    id           uuid primary key default uuidv7(),
    start_dttm   timestamptz not null,
    state_id     smallint not null default 0 references event_states,
    title        text,
    series_id    uuid,
    announced_at timestamptz
);

create index dating_events_by_start on dating_events (start_dttm, id);
create index dating_events_unannounced on dating_events (id) where announced_at is null;
