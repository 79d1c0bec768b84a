-- Where a tenant's rows are, and since which move; what is closed takes no more writes.
alter table businesses
    add column shard   text    not null default 'shard-001',
    add column epoch   bigint  not null default 1,
    add column closed  boolean not null default false,
    add column erasing boolean not null default false,
    add column version integer not null default 0;
alter table businesses alter column shard drop default;

alter table locations
    add column closed  boolean not null default false,
    add column erasing boolean not null default false,
    add column version integer not null default 0;

-- Names outlive what they named: a client that still sends to an erased tenant must not reach the next one.
