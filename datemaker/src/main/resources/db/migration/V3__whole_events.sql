-- What an event is; every column has a default, so that a bare row is still a whole event.
alter table dating_events
    add mode           text     not null default 'ALL' check (mode in ('ALL', 'TWO_SIDED')),
    add group_size     integer  check (group_size between 2 and 60),
    add capacity       integer  check (capacity >= 2),
    add least          integer  not null default 4 check (least >= 2),
    add side_one       text,
    add side_other     text,
    add language       text,
    add youngest       integer,
    add oldest         integer,
    add call_seconds   integer  not null default 300,
    add pause_seconds  integer  not null default 60,
    add late_seconds   integer  not null default 0,
    add choice_seconds integer  not null default 1800,
    add skip_reason    text,
    -- the one row that all deadlines come from; a bare row is due at once, and gets its first deadline then
    add step           text     not null default 'ADOPT',
    add due_at         timestamptz default '1970-01-01Z',
    add closes_at      timestamptz,
    add round          integer  not null default 0,
    add shift_millis   bigint   not null default 0,
    add held_at        timestamptz,
    add plans          jsonb    not null default '{}';

create index dating_events_due on dating_events (due_at) where due_at is not null;

create table event_series (
    id         uuid primary key,
    rule       text        not null,
    first_at   timestamp   not null,
    zone       text        not null,
    template   jsonb       not null,
    planned_to timestamptz not null,
    ended_at   timestamptz,
    version    integer     not null default 0
);

create unique index dating_events_of_series on dating_events (series_id, start_dttm) where series_id is not null;

-- What user-service tells: enough to seat those who like the same things together.
create table guests (
    user_id    uuid primary key,
    topics     text[]      not null default '{}',
    version    bigint      not null,
    erased_at  timestamptz
);

create table registrations (
    event_id      uuid        not null references dating_events on delete cascade,
    user_id       uuid        not null,
    status        text        not null,
    side          text,
    language      text,
    age           integer,
    chat_id       text,
    message_id    text,
    registered_at timestamptz not null,
    asked_at      timestamptz,
    answered_at   timestamptz,
    group_no      integer,
    present       boolean     not null default false,
    came          boolean     not null default false,
    byes          integer     not null default 0,
    version       integer     not null default 0,
    primary key (event_id, user_id)
);

create index registrations_of_guest on registrations (user_id);

create table calls (
    call_id         uuid primary key,
    event_id        uuid        not null references dating_events on delete cascade,
    group_no        integer     not null,
    round           integer     not null,
    one             uuid        not null,
    other           uuid        not null,
    room            text        not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    ended_at        timestamptz,
    one_joined_at   timestamptz,
    other_joined_at timestamptz,
    check (one < other)
);

create index calls_of_event on calls (event_id, round);
create index calls_under_way on calls (ends_at) where ended_at is null;
-- whatever a conductor believes: two people have one call in which both were
create unique index calls_met on calls (event_id, one, other)
    where one_joined_at is not null and other_joined_at is not null;

create table call_links (
    token   text primary key,
    call_id uuid not null references calls on delete cascade,
    user_id uuid not null
);

create table choices (
    event_id   uuid        not null references dating_events on delete cascade,
    user_id    uuid        not null,
    partner_id uuid        not null,
    liked      boolean,
    note       text,
    chosen_at  timestamptz not null,
    primary key (event_id, user_id, partner_id)
);

create table matches (
    event_id   uuid        not null references dating_events on delete cascade,
    one        uuid        not null,
    other      uuid        not null,
    matched_at timestamptz not null,
    primary key (event_id, one, other)
);

create table blocks (
    user_id    uuid        not null,
    blocked_id uuid        not null,
    blocked_at timestamptz not null,
    primary key (user_id, blocked_id)
);

create table reports (
    report_id   uuid primary key,
    event_id    uuid        not null references dating_events on delete cascade,
    user_id     uuid        not null,
    reported_id uuid        not null,
    reason      text        not null,
    reported_at timestamptz not null,
    verdict     text,
    reviewed_at timestamptz,
    reviewed_by text,
    unique (event_id, user_id, reported_id)
);

create index reports_open on reports (reported_at, report_id) where verdict is null;

create table event_log (
    entry    bigint generated always as identity primary key,
    event_id uuid        not null references dating_events on delete cascade,
    at       timestamptz not null,
    what     text        not null,
    user_id  uuid,
    detail   jsonb       not null default '{}'
);

create index event_log_of_event on event_log (event_id, entry);

create table event_statistics (
    event_id   uuid primary key references dating_events on delete cascade,
    registered integer     not null,
    accepted   integer     not null,
    declined   integer     not null,
    came       integer     not null,
    met        integer     not null,
    matched    integer     not null,
    saved_at   timestamptz not null
);

create table ratings (
    user_id  uuid primary key,
    likes    integer not null default 0,
    dislikes integer not null default 0,
    upheld   integer not null default 0
);

-- What a chat is expected to answer next; removed once it is handled.
create table expectations (
    chat_id    text        not null,
    message_id text        not null,
    what       text        not null,
    event_id   uuid        not null references dating_events on delete cascade,
    user_id    uuid        not null,
    partner_id uuid,
    since      timestamptz not null,
    primary key (chat_id, message_id)
);
