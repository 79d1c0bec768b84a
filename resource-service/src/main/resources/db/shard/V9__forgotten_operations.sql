-- What has ended is forgotten by when it ended. Pages that are freed take in new rows, so a summary of pages would soon
-- name nearly all of them.
drop index operations_age;
create index operations_ended on operations (ended_at) where ended_at is not null;
