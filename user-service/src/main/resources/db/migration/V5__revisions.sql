-- Counts the writes of a row, so that none is lost; "version" is the guest's and counts more than one row's.
ALTER TABLE users ADD COLUMN revision integer NOT NULL DEFAULT 0;
ALTER TABLE preferences ADD COLUMN revision integer NOT NULL DEFAULT 0;
