-- A guest's bookings at all businesses, whichever shards they are in: what topic bookings says of them.
create table guest_bookings (
    user_id     uuid        not null,
    booking_id  uuid        not null,
    business_id text        not null,
    location_id text        not null,
    offer_id    uuid        not null,
    title       text        not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    zone        text        not null,
    status      text        not null,
    version     bigint      not null,
    primary key (user_id, booking_id)
);
create index guest_bookings_times on guest_bookings (user_id, starts_at, booking_id);
create index guest_bookings_business on guest_bookings (business_id);
