-- The guest leads the key of all that grows with events, so that it can be distributed by it (docs/operations.md).
ALTER TABLE trigger_firings DROP CONSTRAINT trigger_firings_pkey, ADD PRIMARY KEY (user_id, trigger_id);
DROP INDEX trigger_firings_user;
CREATE INDEX trigger_firings_trigger ON trigger_firings (trigger_id);
