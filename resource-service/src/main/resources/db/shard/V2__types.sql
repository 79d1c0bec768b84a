-- What a business says its resources of a type look like.
create table resource_types (
    business_id   text        not null,
    resource_type text        not null,
    schema        text        not null,
    version       bigint      not null,
    updated_at    timestamptz not null,
    primary key (business_id, resource_type)
);
select isolate('resource_types');

-- Whether topic items shows it, so that it is taken back there, whatever its type's schema says by then.
alter table resources add column found boolean not null default false;

-- Tenants that are or were erased, '' for a whole business: nothing is written for them any more (Fence).
create table erased (
    business_id text not null,
    location_id text not null,
    primary key (business_id, location_id)
);
select isolate('erased');
