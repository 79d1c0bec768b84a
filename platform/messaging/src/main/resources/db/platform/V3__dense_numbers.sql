-- Dense numbers, docs/adr/0003: the relay gives each row, when it takes it, the next number of its topic and shard, and
-- commits that before it publishes. A consumer that keeps the highest number knows a repetition from a gap.

-- Which database the numbers are of: a service with several of them has an outbox in each.
CREATE TABLE outbox_identity (
    id     uuid    NOT NULL DEFAULT gen_random_uuid(),
    single boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (single)
);
INSERT INTO outbox_identity DEFAULT VALUES;

-- last: the number of the last of seqs; numbered_at: when, in microseconds, rising with each batch of the shard.
CREATE TABLE outbox_number (
    topic       text     NOT NULL,
    shard       smallint NOT NULL,
    last        bigint   NOT NULL,
    numbered_at bigint   NOT NULL,
    seqs        bigint[] NOT NULL,
    PRIMARY KEY (topic, shard)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- The highest number that took effect; torn: records of it are known to be lost, so a gap is no news.
CREATE TABLE consumed_number (
    subscription text     NOT NULL,
    outbox       uuid     NOT NULL,
    topic        text     NOT NULL,
    shard        smallint NOT NULL,
    partition    int      NOT NULL,
    number       bigint   NOT NULL,
    numbered_at  bigint   NOT NULL,
    torn         boolean  NOT NULL DEFAULT false,
    PRIMARY KEY (subscription, outbox, topic, shard)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

CREATE TABLE consumer_gap (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subscription text        NOT NULL,
    outbox       uuid        NOT NULL,
    source       text        NOT NULL,
    topic        text        NOT NULL,
    partition    int         NOT NULL,
    shard        smallint    NOT NULL,
    expected     bigint      NOT NULL,
    found        bigint      NOT NULL,
    noticed_at   timestamptz NOT NULL DEFAULT now(),
    accepted_at  timestamptz,
    accepted_by  text,
    reason       text,
    UNIQUE (subscription, outbox, topic, shard, expected, found)
);

-- Ids of messages without a number, which foreign producers may send twice. A slot is a day modulo 16; the days that
-- nobody can repeat any more are emptied as a whole.
CREATE TABLE consumed_foreign (
    slot         smallint NOT NULL,
    subscription text     NOT NULL,
    id           uuid     NOT NULL,
    PRIMARY KEY (subscription, id, slot)
) PARTITION BY LIST (slot);
DO $$
BEGIN
    FOR slot IN 0..15 LOOP
        EXECUTE format('CREATE TABLE consumed_foreign_%s PARTITION OF consumed_foreign FOR VALUES IN (%s)', slot, slot);
    END LOOP;
END $$;
INSERT INTO consumed_foreign (slot, subscription, id)
SELECT (extract(epoch FROM now())::bigint / 86400) % 16, subscription, id FROM consumed_message;
DROP TABLE consumed_message;
