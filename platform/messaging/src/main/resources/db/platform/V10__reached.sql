-- How far next_offset ever was: what lies below is no news to who counts, though it may be read again.
ALTER TABLE consumer_position ADD COLUMN reached bigint NOT NULL DEFAULT 0;
