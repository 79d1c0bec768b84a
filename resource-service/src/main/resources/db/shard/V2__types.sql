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
