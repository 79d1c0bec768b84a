-- What the hub is to be told, in the order of topic resources per key; a row goes once the hub has it.
create table hub_notifications (
    id          bigint generated always as identity primary key,
    lane        smallint    not null,
    key         text        not null,
    message_id  text        not null,
    payload     text        not null,
    traceparent text,
    received_at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);
create index hub_notifications_lane on hub_notifications (lane, id);

-- Which process posts which lane, by the database's clock.
create table hub_lanes (
    lane       smallint primary key,
    owner      uuid        not null,
    expires_at timestamptz not null
);
