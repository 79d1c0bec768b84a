-- Messages of a shard in a database of its own, on their way to the outbox of the service.
create schema handover;
create table handover.messages (
    id          bigint generated always as identity primary key,
    message_id  uuid not null,
    topic       text not null,
    key         text not null,
    type        text not null,
    data        text not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);
