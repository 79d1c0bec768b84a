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
do $$
declare
    role text;
begin
    foreach role in array array[current_database() || '_app', current_database() || '_ops'] loop
        execute format('grant usage on schema handover to %I', role);
        execute format('grant insert on handover.messages to %I', role);
    end loop;
end $$;
