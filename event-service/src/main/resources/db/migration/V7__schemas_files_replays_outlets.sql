-- What events of a name must be. The schema stays as it was written: JSONB would reorder it.
CREATE TABLE event_schemas (
    schema_id uuid PRIMARY KEY,
    event_name text NOT NULL UNIQUE,
    mode text NOT NULL,
    schema json NOT NULL,
    version integer NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL
);

-- How far each file of events is taken.
CREATE TABLE event_imports (
    caller text NOT NULL,
    request_id text NOT NULL,
    lines_done bigint NOT NULL,
    accepted bigint NOT NULL,
    refused bigint NOT NULL,
    complete boolean NOT NULL,
    started_at timestamptz NOT NULL,
    touched_at timestamptz NOT NULL,
    PRIMARY KEY (caller, request_id)
);
CREATE INDEX event_imports_touched ON event_imports (touched_at);
CREATE TABLE event_import_refusals (
    caller text NOT NULL,
    request_id text NOT NULL,
    line bigint NOT NULL,
    -- Pointers and expectations; the values, which may be a guest's, are left out.
    errors jsonb NOT NULL,
    PRIMARY KEY (caller, request_id, line),
    FOREIGN KEY (caller, request_id) REFERENCES event_imports ON DELETE CASCADE
);

-- Pieces of the history that are told again. Whoever holds the lease goes on at the place behind the last event told.
CREATE TABLE event_replays (
    replay_id uuid PRIMARY KEY,
    topic text NOT NULL,
    guest text,
    event_name text,
    since timestamptz NOT NULL,
    until timestamptz NOT NULL,
    state text NOT NULL,
    told bigint NOT NULL,
    last_at timestamptz,
    last_id uuid,
    failure text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    asked_by text NOT NULL,
    lease_until timestamptz NOT NULL,
    epoch bigint NOT NULL
);
CREATE INDEX event_replays_running ON event_replays (lease_until) WHERE state = 'running';

-- What operators watch for a while.
CREATE TABLE event_tails (
    tail_id uuid PRIMARY KEY,
    event_name text,
    guest text,
    client text,
    until timestamptz NOT NULL,
    asked_by text NOT NULL
);

-- To whom what happened is pushed. Whoever holds the lease reads the topics from the positions.
CREATE TABLE event_outlets (
    outlet_id uuid PRIMARY KEY,
    name text NOT NULL,
    url text NOT NULL,
    secret text NOT NULL,
    types text[] NOT NULL,
    event_names text[] NOT NULL,
    paused boolean NOT NULL,
    version integer NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    failures integer NOT NULL,
    failure text NOT NULL,
    next_try timestamptz NOT NULL,
    lease_until timestamptz NOT NULL,
    epoch bigint NOT NULL
);
CREATE TABLE event_outlet_positions (
    outlet_id uuid NOT NULL REFERENCES event_outlets ON DELETE CASCADE,
    topic text NOT NULL,
    topic_id uuid NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    -- of a batch that may have been sent, but was not acknowledged: it is sent again as it was
    sending_to bigint NOT NULL,
    sent bigint NOT NULL,
    skipped bigint NOT NULL,
    PRIMARY KEY (outlet_id, topic, partition)
);
