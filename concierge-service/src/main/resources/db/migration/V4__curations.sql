create table interactions (
    interaction_id uuid primary key,
    guest          text not null,
    item_id        uuid not null,
    type           text not null,
    taken_at       timestamptz not null
);
create index interactions_of_guest on interactions (guest, taken_at desc);

create table models (
    version      uuid primary key,
    learner      text not null,
    figures      jsonb not null,
    interactions integer not null,
    guests       integer not null,
    items        integer not null,
    data_from    timestamptz not null,
    data_until   timestamptz not null,
    commit       text not null,
    trained_at   timestamptz not null,
    sha256       text not null
);
create table model_parts (
    version uuid not null references models on delete cascade,
    part    integer not null,
    bytes   bytea not null,
    primary key (version, part)
);
create table served_model (
    one     boolean primary key default true check (one),
    version uuid not null references models
);

create table curations (
    curation_id uuid primary key,
    guest       text not null,
    made_by     text not null,
    seed        bigint not null,
    inputs      jsonb not null,
    propensities jsonb not null,
    made_at     timestamptz not null
);
create index curations_of_guest on curations (guest);
create index curations_by_age on curations (made_at);
