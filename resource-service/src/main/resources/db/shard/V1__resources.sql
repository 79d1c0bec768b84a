-- What belongs to tenants. Everything in this schema is under forced row-level security: the roles that the policies
-- name are made here, per database, and taken on inside transactions (docs of the service: Tenants).
do $$
declare
    app text := current_database() || '_app';
    ops text := current_database() || '_ops';
    role text;
begin
    foreach role in array array[app, ops] loop
        if not exists (select from pg_roles where rolname = role) then
            execute format('create role %I nologin', role);
        end if;
        execute format('grant %I to current_user with inherit false, set true', role);
        execute format('grant usage on schema tenant to %I', role);
        execute format('alter default privileges in schema tenant grant select, insert, update, delete on tables to %I', role);
        execute format('alter default privileges in schema tenant grant usage on sequences to %I', role);
    end loop;
end $$;

-- Raises where a bare current_setting would be null and silently show no rows.
create function app_tenant() returns text language plpgsql stable as $$
declare
    tenant text := current_setting('app.tenant', true);
begin
    if tenant is null or tenant = '' then
        raise exception 'no tenant is set' using errcode = 'insufficient_privilege';
    end if;
    return tenant;
end $$;

create function isolate(tenants_table regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security, force row level security', tenants_table);
    execute format('create policy tenant on %s to %I, %I using (business_id = (select tenant.app_tenant()))',
        tenants_table, current_user, current_database() || '_app');
    execute format('create policy ops on %s to %I using (true)', tenants_table, current_database() || '_ops');
end $$;

-- data is text, not jsonb: a number such as 1e400 keeps its size; null where the resource is deleted, so that its
-- version goes on when it is created again. fields: the plain values of data, for filters.
create table resources (
    business_id   text        not null,
    location_id   text        not null,
    resource_type text        not null,
    resource_id   text        not null,
    version       bigint      not null,
    data          text,
    fields        jsonb       not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    primary key (business_id, location_id, resource_type, resource_id)
);
create index resources_fields on resources using gin (fields jsonb_path_ops) where data is not null;

-- What was asked for and how it ended, by the id that its sender gave it: REST and stream share the ids.
create table operations (
    business_id   text        not null,
    request_id    text        not null,
    request_hash  bytea       not null,
    location_id   text        not null,
    resource_type text        not null,
    resource_id   text        not null,
    operation     text        not null,
    status        text        not null,
    version       bigint,
    problem       text,
    result        text,
    accepted_at   timestamptz not null,
    ended_at      timestamptz,
    primary key (business_id, request_id)
);
create index operations_age on operations using brin (accepted_at);

-- Committed changes that have no number yet; the announcer numbers them per location in this order.
create table changes (
    id            bigint generated always as identity primary key,
    business_id   text        not null,
    location_id   text        not null,
    resource_type text        not null,
    resource_id   text        not null,
    kind          text        not null,
    changed_at    timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);

create table location_numbers (
    business_id text   not null,
    location_id text   not null,
    seq         bigint not null,
    primary key (business_id, location_id)
) with (fillfactor = 50);

select isolate('resources'), isolate('operations'), isolate('changes'), isolate('location_numbers');
