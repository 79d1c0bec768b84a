-- The key of a guest's page is what a link in a mail carries, so that a guest without a session has a page too.
create table guest_pages (
    key        text        primary key,
    user_id    uuid        not null,
    expires_at timestamptz not null
);

create index guest_pages_of_guest on guest_pages (user_id);

-- What the browsers of two guests tell each other until they are connected; gone once the call is over.
create table call_signals (
    call_id uuid    not null references calls on delete cascade,
    sender  uuid    not null,
    seq     integer not null,
    body    text    not null,
    primary key (call_id, sender, seq)
);
