-- What journeys with limits have used of them: locked by a batch that moves their runs. '' is what holds for all journeys.
CREATE TABLE spending (
    journey_id   text PRIMARY KEY,
    next_entry   timestamptz NOT NULL DEFAULT 'epoch',
    next_message timestamptz NOT NULL DEFAULT 'epoch',
    -- runs, and messages by node:<id> and channel:<name>
    spent        jsonb NOT NULL DEFAULT '{}'
) WITH (fillfactor = 50);

-- Who was in a journey's segment before the journey was live is taken in, once.
CREATE TABLE backfills (
    journey_id text PRIMARY KEY,
    version    integer NOT NULL,
    segment_id text NOT NULL,
    asked_at   timestamptz NOT NULL,
    live_at    timestamptz,
    step_at    timestamptz,
    after      text NOT NULL DEFAULT '',
    taken      bigint NOT NULL DEFAULT 0,
    ended_at   timestamptz
);
CREATE INDEX backfills_open ON backfills (journey_id) WHERE ended_at IS NULL;
