-- Offers, the units they need, and what is taken of those units. btree_gist is trusted: the database's owner may add it.
create extension if not exists btree_gist;

-- What can be taken once at a time, or by as many as its capacity says.
create table units (
    business_id text        not null,
    location_id text        not null,
    unit_id     text        not null,
    name        text        not null,
    capacity    integer     not null check (capacity between 1 and 10000),
    version     bigint      not null,
    updated_at  timestamptz not null,
    primary key (business_id, location_id, unit_id)
);

-- units: those that the terms name; reach: how many minutes a booking takes of them before or after its beginning at most.
create table offers (
    business_id  text        not null,
    offer_id     uuid        not null,
    location_id  text        not null,
    zone         text        not null,
    active       boolean     not null,
    terms        text        not null,
    units        text[]      not null,
    reach        integer     not null,
    version      bigint      not null,
    request_hash bytea,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (business_id, offer_id)
);
create index offers_place on offers (business_id, location_id, offer_id);

-- The whole life of a booking is here; what it takes is in claims, for as long as it takes it. Money in the smallest
-- unit of the quote's currency: what was paid is kept, due back or given back.
create table bookings (
    business_id  text        not null,
    booking_id   uuid        not null,
    location_id  text        not null,
    offer_id     uuid        not null,
    user_id      uuid        not null,
    title        text        not null,
    zone         text        not null,
    status       text        not null,
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    party        integer     not null,
    quote        text        not null,
    terms        text        not null,
    paid         bigint      not null default 0,
    refund_due   bigint      not null default 0,
    refunded     bigint      not null default 0,
    expires_at   timestamptz,
    version      bigint      not null,
    request_hash bytea       not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (business_id, booking_id),
    constraint bookings_money check (refund_due >= 0 and refunded >= 0 and refund_due + refunded <= paid)
);
create index bookings_times on bookings (business_id, starts_at, booking_id);
create index bookings_guest on bookings (user_id);
create index bookings_expiry on bookings (expires_at) where expires_at is not null;

-- Which state a booking took on, when and by whom.
create table booking_steps (
    business_id text        not null,
    booking_id  uuid        not null,
    version     bigint      not null,
    status      text        not null,
    at          timestamptz not null,
    actor       text        not null,
    note        text,
    primary key (business_id, booking_id, version)
);

-- What payments told us; each once.
create table payments (
    business_id text        not null,
    payment_id  text        not null,
    booking_id  uuid        not null,
    kind        text        not null,
    amount      bigint      not null check (amount > 0),
    received_at timestamptz not null,
    primary key (business_id, payment_id)
);

-- Which seats of a unit are taken from when to when. A unit of capacity 1 has the seat 1. Two bookings never have one seat
-- at one time, whoever writes: that is not left to programs. The columns beside the range are there because row-level
-- security lets no operator on ranges use an index before the tenant is known, and comparisons of times may.
create table claims (
    id          bigint      generated always as identity primary key,
    business_id text        not null,
    location_id text        not null,
    unit_id     text        not null,
    seats       int4range   not null check (not isempty(seats) and lower(seats) >= 1),
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    during      tstzrange   not null generated always as (tstzrange(starts_at, ends_at)) stored,
    booking_id  uuid        not null,
    expires_at  timestamptz,
    constraint claims_never_overlap exclude using gist
        (business_id with =, location_id with =, unit_id with =, seats with &&, during with &&)
);
create index claims_times on claims (business_id, location_id, unit_id, ends_at);
create index claims_booking on claims (business_id, booking_id);

select isolate('units'), isolate('offers'), isolate('bookings'), isolate('booking_steps'), isolate('payments'), isolate('claims');
