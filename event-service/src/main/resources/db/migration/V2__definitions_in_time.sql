-- When the producer told of it: what comes later, but was told earlier, changes nothing.
ALTER TABLE journey_definitions ADD COLUMN told_at timestamptz NOT NULL DEFAULT '-infinity';
