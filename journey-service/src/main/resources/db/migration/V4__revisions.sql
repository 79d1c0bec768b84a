-- Counts the writes of a row, so that none is lost.
ALTER TABLE journeys ADD COLUMN revision integer NOT NULL DEFAULT 0;
ALTER TABLE journey_versions ADD COLUMN revision integer NOT NULL DEFAULT 0;
