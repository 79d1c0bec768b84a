-- Ids that were stored once: the guard against repeated messages. It outlives a deleted event, so that a late
-- repetition does not bring it back, and is forgotten after concierge.event.history.ids-kept.
CREATE TABLE event_ids (
    event_id uuid PRIMARY KEY,
    seen_at timestamptz NOT NULL
);
CREATE INDEX event_ids_seen_at ON event_ids (seen_at);

-- What guests did. The key leads with the time, so that the table can become partitioned by it.
CREATE TABLE user_events (
    event_id uuid NOT NULL,
    -- order of storing: what a trigger counts for an event are the rows up to its own
    seq bigint GENERATED ALWAYS AS IDENTITY,
    user_id text NOT NULL,
    event_name text NOT NULL,
    event_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    attributes jsonb NOT NULL,
    PRIMARY KEY (event_at, event_id)
);
CREATE INDEX user_events_id ON user_events (event_id);
CREATE INDEX user_events_user ON user_events (user_id, event_at, event_id);
CREATE INDEX user_events_user_name ON user_events (user_id, event_name, event_at, event_id);
CREATE INDEX user_events_name ON user_events (event_name, event_at, event_id);

-- Guests whose events were purged: what still arrives of them is dropped. Forgotten together with event_ids.
CREATE TABLE erased_guests (
    user_id text PRIMARY KEY,
    erased_at timestamptz NOT NULL
);

-- What each journey's latest version listens to, as journey-definitions says.
CREATE TABLE journey_definitions (
    journey_id text PRIMARY KEY,
    version integer NOT NULL,
    state text NOT NULL,
    listens text[] NOT NULL,
    entry_on text,
    entry_attributes jsonb
);

CREATE TABLE trigger_events (
    trigger_id uuid PRIMARY KEY,
    journey_id text NOT NULL,
    event_name text NOT NULL,
    conditions jsonb NOT NULL,
    "trigger" boolean NOT NULL,
    version integer NOT NULL DEFAULT 1
);
CREATE INDEX trigger_events_journey ON trigger_events (journey_id, trigger_id);
CREATE INDEX trigger_events_name ON trigger_events (event_name, trigger_id);

-- Guests for whom a trigger with onlyOnce has held.
CREATE TABLE trigger_firings (
    trigger_id uuid NOT NULL REFERENCES trigger_events ON DELETE CASCADE,
    user_id text NOT NULL,
    PRIMARY KEY (trigger_id, user_id)
);
CREATE INDEX trigger_firings_user ON trigger_firings (user_id);

-- Raised by every change of journey_definitions and trigger_events in the same transaction; its row lock makes the
-- versions commit in order.
CREATE TABLE listening_version (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    version bigint NOT NULL
);
INSERT INTO listening_version (version) VALUES (0);
