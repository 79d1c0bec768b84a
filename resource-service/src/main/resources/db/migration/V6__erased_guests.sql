-- Whose bookings are taken off them; what comes late of a guest is known by it.
create table erased_guests (
    user_id   uuid        not null primary key,
    erased_at timestamptz not null
);
