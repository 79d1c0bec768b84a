create table items (
    item_id     uuid primary key,
    type        text not null check (type in ('experience', 'memory', 'gem')),
    title       text not null,
    description text not null,
    tags        text[] not null,
    attributes  jsonb not null,
    saved_at    timestamptz not null
);
