-- Of 10,000 how much of what was paid goes back at most when its guest cancels: who moved a booking so late that less was
-- due back then gets no more by having moved it.
alter table bookings add column refund_most integer not null default 10000 check (refund_most between 0 and 10000);
