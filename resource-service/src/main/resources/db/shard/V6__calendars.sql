-- Calendars of other tools that say when a unit is not to be had, each read again and again.
create table calendar_feeds (
    business_id text        not null,
    location_id text        not null,
    unit_id     text        not null,
    url         text        not null,
    read_at     timestamptz,
    failure     text,
    next_at     timestamptz not null,
    version     bigint      not null,
    updated_at  timestamptz not null,
    primary key (business_id, location_id, unit_id)
);
create index calendar_feeds_next on calendar_feeds (next_at);

-- When they say so, as last read. A booking that was there before keeps its time, so these are no claims.
create table busy (
    business_id text        not null,
    location_id text        not null,
    unit_id     text        not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    primary key (business_id, location_id, unit_id, starts_at)
);

select isolate('calendar_feeds'), isolate('busy');
