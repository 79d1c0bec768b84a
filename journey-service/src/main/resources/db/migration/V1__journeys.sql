CREATE TABLE journeys (
    journey_id     text PRIMARY KEY,
    state          text NOT NULL CHECK (state IN ('draft', 'arming', 'live', 'draining', 'archived')),
    latest_version integer NOT NULL,
    arming_version integer,
    live_version   integer,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);

CREATE TABLE journey_versions (
    journey_id   text NOT NULL REFERENCES journeys,
    version      integer NOT NULL,
    definition   jsonb NOT NULL,
    created_at   timestamptz NOT NULL,
    published_at timestamptz,
    PRIMARY KEY (journey_id, version)
);

-- Room in the pages and no index on what changes: an advance is a heap-only update.
CREATE TABLE runs (
    run_id           uuid PRIMARY KEY,
    journey_id       text NOT NULL,
    version          integer NOT NULL,
    user_id          text NOT NULL,
    shard            smallint NOT NULL,
    causing_event_id uuid NOT NULL,
    status           text NOT NULL CHECK (status IN ('pending', 'waiting', 'exited')),
    node             text,
    state            jsonb NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    UNIQUE (journey_id, causing_event_id)
) WITH (fillfactor = 80);

CREATE INDEX runs_of_guest ON runs (user_id, created_at, run_id);
CREATE INDEX runs_of_journey ON runs (journey_id, created_at, run_id);
CREATE INDEX runs_by_age ON runs (created_at, run_id);

-- No foreign key: run and steps are written and erased together, in one transaction.
CREATE TABLE timeline (
    run_id   uuid NOT NULL,
    step_id  uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    at       timestamptz NOT NULL,
    node     text,
    what     text NOT NULL,
    detail   jsonb NOT NULL,
    PRIMARY KEY (run_id, step_id)
);

CREATE TABLE jobs (
    shard  smallint NOT NULL,
    due_at timestamptz NOT NULL,
    run_id uuid NOT NULL,
    visit  integer NOT NULL,
    PRIMARY KEY (run_id, visit)
);

CREATE INDEX jobs_due ON jobs (shard, due_at);

-- Timers whose runs could not be moved, by no fault of the infrastructure: they wait for a repaired version.
CREATE TABLE parked_jobs (
    run_id    uuid NOT NULL,
    visit     integer NOT NULL,
    due_at    timestamptz NOT NULL,
    cause     text NOT NULL,
    parked_at timestamptz NOT NULL,
    PRIMARY KEY (run_id, visit)
);

CREATE TABLE guests (
    user_id             text PRIMARY KEY,
    shard               smallint NOT NULL,
    attributes          jsonb,
    attributes_version  bigint,
    preferences         jsonb,
    preferences_version bigint,
    erased_at           timestamptz
);

CREATE INDEX guests_erased ON guests (erased_at) WHERE erased_at IS NOT NULL;
