-- When journeys are entered by the clock next, and how far an entering under way has come.
CREATE TABLE schedules (
    journey_id text PRIMARY KEY,
    version    integer NOT NULL,
    due_at     timestamptz,
    after_user text NOT NULL,
    step_at    timestamptz NOT NULL
);
