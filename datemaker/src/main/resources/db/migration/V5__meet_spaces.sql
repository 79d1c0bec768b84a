-- Spaces of Google Meet: asked for, then made, then taken by one call and never used again.
create table meet_spaces (
    space_id uuid primary key,
    asked_at timestamptz not null,
    name     text unique,
    address  text,
    call_id  uuid
);

create index meet_spaces_free on meet_spaces (asked_at) where call_id is null;
