ALTER TABLE write_keys ADD COLUMN version integer NOT NULL DEFAULT 0;
