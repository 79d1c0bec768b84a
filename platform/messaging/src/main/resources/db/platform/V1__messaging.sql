-- Messages to publish; see docs/adr/0003. A row is publishable once it is visible, and deleted once it is published.
CREATE SEQUENCE outbox_seq;

-- The transaction id is taken before the number, so that a snapshot taken after reading the sequence knows every
-- transaction that holds a number up to it (OutboxRows.floor).
CREATE FUNCTION next_outbox_seq() RETURNS bigint LANGUAGE plpgsql SET search_path = platform AS $$
BEGIN
    PERFORM pg_current_xact_id();
    RETURN nextval('outbox_seq');
END $$;

CREATE TABLE outbox (
    seq         bigint PRIMARY KEY DEFAULT next_outbox_seq(),
    shard       smallint    NOT NULL,
    id          uuid        NOT NULL,
    topic       text        NOT NULL,
    key         text        NOT NULL,
    type        text        NOT NULL,
    data        bytea,
    traceparent text,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);

CREATE TABLE outbox_lease (
    group_no   smallint PRIMARY KEY,
    groups     smallint    NOT NULL,
    owner      uuid        NOT NULL,
    epoch      bigint      NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE TABLE consumer_position (
    subscription text   NOT NULL,
    topic        text   NOT NULL,
    topic_id     uuid   NOT NULL,
    partition    int    NOT NULL,
    next_offset  bigint NOT NULL,
    epoch        bigint NOT NULL,
    PRIMARY KEY (subscription, topic, topic_id, partition)
);

-- Which message ids took effect, for what producers send twice; pruned by age.
CREATE TABLE consumed_message (
    subscription text        NOT NULL,
    id           uuid        NOT NULL,
    consumed_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subscription, id)
);
CREATE INDEX consumed_message_age ON consumed_message USING brin (consumed_at);

CREATE TABLE parked_message (
    seq                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subscription         text        NOT NULL,
    shard                smallint    NOT NULL,
    topic                text        NOT NULL,
    partition            int         NOT NULL,
    message_offset       bigint      NOT NULL,
    key                  text        NOT NULL,
    id                   text        NOT NULL,
    type                 text        NOT NULL,
    source               text        NOT NULL,
    time                 timestamptz NOT NULL,
    headers              jsonb       NOT NULL,
    payload              bytea,
    cause                text        NOT NULL,
    attempts             int         NOT NULL DEFAULT 1,
    parked_at            timestamptz NOT NULL DEFAULT now(),
    redrive_requested_at timestamptz
);
CREATE INDEX parked_message_key ON parked_message (subscription, key, seq);
CREATE INDEX parked_message_redrive ON parked_message (subscription, shard) WHERE redrive_requested_at IS NOT NULL;

CREATE TABLE effect (
    kind            text        NOT NULL,
    id              uuid        NOT NULL,
    key             text        NOT NULL,
    payload         bytea       NOT NULL,
    traceparent     text,
    attempts        int         NOT NULL DEFAULT 0,
    requested_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_error      text,
    PRIMARY KEY (kind, id)
);
CREATE INDEX effect_due ON effect (kind, next_attempt_at);

CREATE TABLE idempotency_key (
    caller       text        NOT NULL,
    key          text        NOT NULL,
    request_hash bytea       NOT NULL,
    resource_id  uuid        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key USING brin (created_at);
