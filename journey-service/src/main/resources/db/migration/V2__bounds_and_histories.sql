-- Runs under way, promised and ended ones apart. What these indexes know of a run changes when it begins and when it
-- ends; every advance in between stays a heap-only update.
ALTER TABLE runs ADD COLUMN ended_at timestamptz;
UPDATE runs SET ended_at = updated_at WHERE status = 'exited';
ALTER TABLE runs ADD CONSTRAINT runs_ended CHECK ((status = 'exited') = (ended_at IS NOT NULL));
CREATE INDEX runs_under_way_of_guest ON runs (user_id) WHERE status = 'waiting';
CREATE INDEX runs_live_of_journey ON runs (journey_id) WHERE ended_at IS NULL;
CREATE INDEX runs_by_end ON runs (ended_at) WHERE ended_at IS NOT NULL;
-- Whoever asked for a run's end was told that it will end: its timers that fall due later wait for the command.
ALTER TABLE runs ADD COLUMN cancel_requested_at timestamptz;
-- Steps are written in the order of their time.
CREATE INDEX timeline_by_age ON timeline USING brin (at);

-- What entry rules ask: how often a guest has begun a journey, at all and lately.
CREATE TABLE entries (
    user_id      text NOT NULL,
    journey_id   text NOT NULL,
    runs         bigint NOT NULL,
    recent_since timestamptz NOT NULL,
    recent       integer NOT NULL,
    PRIMARY KEY (user_id, journey_id)
);
INSERT INTO entries (user_id, journey_id, runs, recent_since, recent)
SELECT user_id, journey_id, count(*), max(created_at), 0 FROM runs WHERE status <> 'pending' GROUP BY user_id, journey_id;

-- Who was not let in, and why.
CREATE TABLE refusals (
    user_id    text NOT NULL,
    journey_id text NOT NULL,
    reason     text NOT NULL,
    times      bigint NOT NULL,
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    last_cause uuid NOT NULL,
    PRIMARY KEY (user_id, journey_id, reason)
);
CREATE INDEX refusals_by_age ON refusals (last_at);

-- Parked timers are in platform.parked_message, among the messages of their guest; those from before are tried again.
INSERT INTO jobs (shard, due_at, run_id, visit)
SELECT runs.shard, parked.due_at, parked.run_id, parked.visit FROM parked_jobs AS parked JOIN runs USING (run_id)
ON CONFLICT DO NOTHING;
DROP TABLE parked_jobs;
