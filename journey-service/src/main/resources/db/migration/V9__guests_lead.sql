-- The guest leads every key of runs, timers and timelines, so that they can be divided by guest (docs/adr/0049).

-- Runs that have ended move to a table of their own: what every batch reads and updates are those that live.
CREATE TABLE ended_runs (
    user_id          text NOT NULL,
    run_id           uuid NOT NULL,
    journey_id       text NOT NULL,
    version          integer NOT NULL,
    causing_event_id uuid NOT NULL,
    node             text NOT NULL,
    reason           text NOT NULL,
    created_at       timestamptz NOT NULL,
    ended_at         timestamptz NOT NULL,
    PRIMARY KEY (user_id, run_id)
);
INSERT INTO ended_runs
SELECT user_id, run_id, journey_id, version, causing_event_id, state #>> '{state,node}', state #>> '{state,reason}',
       created_at, ended_at
FROM runs WHERE ended_at IS NOT NULL ORDER BY ended_at;
CREATE INDEX ended_runs_by_id ON ended_runs (run_id);
CREATE INDEX ended_runs_of_journey ON ended_runs (journey_id, created_at, run_id);
CREATE INDEX ended_runs_by_age ON ended_runs (created_at, run_id);
-- They are written in the order of their end.
CREATE INDEX ended_runs_by_end ON ended_runs USING brin (ended_at);

-- One row for each advance of a run, with the steps it took.
CREATE TABLE advances (
    user_id    text NOT NULL,
    run_id     uuid NOT NULL,
    advance_id uuid NOT NULL,
    position   bigint GENERATED ALWAYS AS IDENTITY,
    at         timestamptz NOT NULL,
    steps      json NOT NULL,
    PRIMARY KEY (user_id, run_id, advance_id)
);
INSERT INTO advances (user_id, run_id, advance_id, at, steps)
SELECT user_id, run_id, step_id, at, json_build_array(json_build_object('what', what, 'node', timeline.node, 'detail', detail))
FROM timeline JOIN runs USING (run_id) ORDER BY position;
CREATE INDEX advances_by_age ON advances USING brin (at);
DROP TABLE timeline;

-- What timers were set for is known without their runs.
ALTER TABLE timers ADD COLUMN user_id text;
UPDATE timers SET user_id = runs.user_id FROM runs WHERE runs.run_id = timers.run_id;
DELETE FROM timers WHERE user_id IS NULL;
ALTER TABLE timers ALTER COLUMN user_id SET NOT NULL, DROP CONSTRAINT timers_pkey,
    ADD PRIMARY KEY (user_id, run_id, visit);
DROP INDEX timers_due;
CREATE INDEX timers_due ON timers (shard, due_at) INCLUDE (user_id, run_id, visit);

ALTER TABLE held_timers ADD COLUMN user_id text;
UPDATE held_timers SET user_id = runs.user_id FROM runs WHERE runs.run_id = held_timers.run_id;
DELETE FROM held_timers WHERE user_id IS NULL;
ALTER TABLE held_timers ALTER COLUMN user_id SET NOT NULL, DROP CONSTRAINT held_timers_pkey,
    ADD PRIMARY KEY (user_id, run_id, visit);

-- Why a run began (cause and journey give its id, so they need no index of their own) and what it began with do not
-- change: the latter is written once. A state of before still holds it, until the run moves next.
DELETE FROM runs WHERE ended_at IS NOT NULL;
ALTER TABLE runs ADD COLUMN entry jsonb;
ALTER TABLE runs DROP CONSTRAINT runs_journey_id_causing_event_id_key, DROP CONSTRAINT runs_pkey,
    DROP CONSTRAINT runs_ended, DROP CONSTRAINT runs_status_check,
    DROP COLUMN ended_at, DROP COLUMN node,
    ADD PRIMARY KEY (user_id, run_id),
    ADD CONSTRAINT runs_status_check CHECK (status IN ('pending', 'waiting'));
DROP INDEX runs_of_guest;
CREATE INDEX runs_by_id ON runs (run_id);
CREATE INDEX runs_end_requested ON runs (user_id, run_id) WHERE cancel_requested_at IS NOT NULL;

-- All runs, for whoever looks.
CREATE VIEW all_runs AS
SELECT user_id, run_id, journey_id, version, causing_event_id, status, state, NULL::text AS node, NULL::text AS reason,
       created_at, updated_at, NULL::timestamptz AS ended_at
FROM runs
UNION ALL
SELECT user_id, run_id, journey_id, version, causing_event_id, 'exited', NULL::jsonb, node, reason,
       created_at, ended_at, ended_at
FROM ended_runs;
