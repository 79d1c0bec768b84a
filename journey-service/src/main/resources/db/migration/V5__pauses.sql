-- What becomes of guests while a journey is paused: hold, skip or expire.
ALTER TABLE journeys ADD COLUMN pause text CHECK (pause IN ('hold', 'skip', 'expire'));
ALTER TABLE journeys DROP CONSTRAINT journeys_state_check;
ALTER TABLE journeys ADD CONSTRAINT journeys_state_check
    CHECK (state IN ('draft', 'arming', 'live', 'paused', 'draining', 'archived'));
CREATE INDEX journeys_paused ON journeys (journey_id) WHERE state = 'paused';

-- Timers of paused journeys, out of the way of those that fall due.
CREATE TABLE held_timers (
    journey_id text NOT NULL,
    shard      smallint NOT NULL,
    due_at     timestamptz NOT NULL,
    run_id     uuid NOT NULL,
    visit      integer NOT NULL,
    PRIMARY KEY (run_id, visit)
);
CREATE INDEX held_timers_of_journey ON held_timers (journey_id);
