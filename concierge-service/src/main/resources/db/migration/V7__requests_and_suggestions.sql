-- What guests ask others to create for them; one that is accepted is a job.
create table help_requests (
    request_id uuid        primary key,
    asker      text        not null,
    helper     text        not null,
    capacity   text        not null check (capacity in ('partner', 'expert')),
    share      integer     check (share between 1 and 10000),
    message    text        not null,
    status     text        not null check (status in ('ASKED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'CANCELLED')),
    job        uuid,
    expires_at timestamptz not null,
    asked_at   timestamptz not null,
    decided_at timestamptz
);
create index help_requests_of_asker on help_requests (asker, request_id);
create index help_requests_of_helper on help_requests (helper, request_id);
create index help_requests_open on help_requests (expires_at) where status = 'ASKED';

-- What Dorathy thinks a guest might want to create. Nothing of it is real: no resource, no offer, no item.
create table suggestions (
    suggestion_id uuid        primary key,
    guest         text        not null,
    title         text        not null,
    reason        text        not null,
    sketch        jsonb       not null,
    status        text        not null check (status in ('PROPOSED', 'ACCEPTED', 'DISMISSED')),
    job           uuid,
    suggested_at  timestamptz not null,
    decided_at    timestamptz
);
create index suggestions_of_guest on suggestions (guest, suggestion_id);
