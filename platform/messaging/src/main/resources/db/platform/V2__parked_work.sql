-- What is parked is a message of a topic or work of a partition's owner, such as a timer; both share the order of
-- their key.
ALTER TABLE parked_message ADD COLUMN work text;
ALTER TABLE parked_message ALTER COLUMN topic DROP NOT NULL;
ALTER TABLE parked_message ALTER COLUMN partition DROP NOT NULL;
ALTER TABLE parked_message ALTER COLUMN message_offset DROP NOT NULL;
ALTER TABLE parked_message ADD CONSTRAINT parked_message_origin CHECK ((work IS NULL) = (topic IS NOT NULL));

-- What left the queue without taking effect, by whose decision and why; no payloads.
CREATE TABLE parked_removal (
    seq          bigint      NOT NULL PRIMARY KEY,
    subscription text        NOT NULL,
    key          text        NOT NULL,
    id           text        NOT NULL,
    type         text        NOT NULL,
    cause        text        NOT NULL,
    parked_at    timestamptz NOT NULL,
    reason       text        NOT NULL,
    removed_by   text        NOT NULL,
    removed_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX parked_removal_age ON parked_removal (removed_at, seq);
