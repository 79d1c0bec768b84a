-- A seat may cost something: an offer of resource-service, which every guest books for themselves.
alter table dating_events
    add business_id    text,
    add offer_id       uuid,
    add price_asked    boolean not null default false,
    add price_amount   bigint,
    add price_currency text,
    add check ((business_id is null) = (offer_id is null));

create index dating_events_priceless on dating_events (id) where offer_id is not null and not price_asked;
create index registrations_to_book on registrations (event_id, user_id) where status = 'BOOKING';

-- One booking of one registration; registered again, it is another one, and not before this one is given back.
create table seat_bookings (
    seat_id         uuid primary key default uuidv7(),
    event_id        uuid        not null,
    user_id         uuid        not null,
    registered_at   timestamptz not null,
    business_id     text        not null,
    offer_id        uuid        not null,
    starts_at       timestamptz not null,
    state           text        not null default 'WANTED',
    booking_id      uuid unique,
    booking_version bigint      not null default 0,
    total           bigint,
    currency        text,
    pay_until       timestamptz,
    foreign key (event_id, user_id) references registrations on delete cascade
);

create unique index seat_bookings_open on seat_bookings (event_id, user_id)
    where state in ('WANTED', 'HELD', 'UNPAID', 'BOOKED', 'GIVING_BACK');
