-- Whose leader wrote the last record before next_offset: a log that was cut and grew again past it is noticed.
ALTER TABLE consumer_position ADD COLUMN leader_epoch int;

-- Patience with an effect counts from its first attempt, however long it waited for that.
ALTER TABLE effect ADD COLUMN first_attempt_at timestamptz;
