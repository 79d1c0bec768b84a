-- One row and three index entries per event (docs/adr/0023): a table per month of receipt, made ahead by KeepMonths and
-- dropped whole. The guest leads the only key, so the same table can be distributed by it.
ALTER TABLE user_events RENAME TO user_events_flat;
ALTER TABLE user_events_flat DROP CONSTRAINT user_events_pkey;
DROP INDEX user_events_id, user_events_user, user_events_user_name, user_events_name, user_events_received;

CREATE TABLE user_events (
    event_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    -- order of storing: what a trigger counts for an event are the rows up to its own
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    -- e event, i interaction, u change of the user
    origin "char" NOT NULL,
    user_id text NOT NULL,
    event_name text NOT NULL,
    attributes jsonb NOT NULL,
    PRIMARY KEY (user_id, event_name, event_at, event_id, received_at)
) PARTITION BY RANGE (received_at);
-- finds repetitions, and an event by its id
CREATE INDEX user_events_id ON user_events (event_id);
CREATE INDEX user_events_name ON user_events (event_name, event_at);
-- an entry per 128 pages, not per event: lists of all guests and names, exports
CREATE INDEX user_events_at ON user_events USING brin (event_at) WITH (autosummarize = on);

-- Each batch takes one number and counts on from it.
CREATE SEQUENCE user_events_batch INCREMENT BY 100000 CACHE 1;

CREATE FUNCTION make_events_month(month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    part text := 'user_events_' || to_char(month, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('user_events'));
    IF to_regclass(format('%I.%I', current_schema(), part)) IS NULL THEN
        -- made beside and attached: that lets writers go on, a partition created in place does not
        EXECUTE format('CREATE TABLE %I (LIKE user_events INCLUDING ALL)', part);
        EXECUTE format('ALTER TABLE user_events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            part, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    END IF;
END $$;

SELECT make_events_month(month) FROM (
    SELECT DISTINCT date_trunc('month', received_at AT TIME ZONE 'UTC')::date AS month FROM user_events_flat) AS months;
INSERT INTO user_events (event_at, received_at, seq, event_id, origin, user_id, event_name, attributes)
SELECT event_at, received_at, seq, event_id, CASE WHEN event_name LIKE 'user.%' THEN 'u' ELSE 'e' END::"char",
    user_id, event_name, attributes
FROM user_events_flat;
SELECT setval('user_events_batch', (coalesce(max(seq), 0) / 100000 + 1) * 100000) FROM user_events_flat;

-- What was deleted is not stored again when a late repetition comes. Rows from before this migration name no guest:
-- then the id alone tells.
CREATE TABLE deleted_events (
    user_id text NOT NULL,
    event_id uuid NOT NULL,
    deleted_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, event_id)
);
CREATE INDEX deleted_events_id ON deleted_events (event_id);
INSERT INTO deleted_events (user_id, event_id, deleted_at)
SELECT '', event_id, seen_at FROM event_ids i
WHERE NOT EXISTS (SELECT FROM user_events e WHERE e.event_id = i.event_id);

DROP TABLE user_events_flat;
DROP TABLE event_ids;
