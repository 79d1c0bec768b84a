-- Where the answers are that all pods share in Redis (ADR 57): one row, the same for everybody. run: the run of the Redis
-- that holds them; null while nothing is shared. refused_at: when a pod last could not reach it.
create schema cache;
create table cache.space (
    one        boolean     primary key default true check (one),
    space      uuid        not null default gen_random_uuid(),
    run        text,
    since      timestamptz not null default 'epoch',
    refused_at timestamptz not null default 'epoch'
) with (fillfactor = 10);
insert into cache.space default values;
do $$
declare
    role text;
begin
    foreach role in array array[current_database() || '_app', current_database() || '_ops'] loop
        execute format('grant usage on schema cache to %I', role);
        execute format('grant select, update on cache.space to %I', role);
    end loop;
end $$;

-- Who writes without saying that it tells Redis, such as a release that does not know of it, ends the sharing.
create function cache.end_unless_told() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('cache.told', true), '') <> 'yes' then
        update cache.space set space = gen_random_uuid(), run = null, since = clock_timestamp() where run is not null;
    end if;
    return null;
end $$;
create trigger told after insert or delete or update of version, data on resources
    for each statement execute function cache.end_unless_told();
