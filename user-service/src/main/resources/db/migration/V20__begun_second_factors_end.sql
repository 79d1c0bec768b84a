-- A second factor that was begun is over unless it is confirmed in time: whoever steals a token could guess its first code
-- for as long as it lies there. Those begun before this column are over.
ALTER TABLE operators ADD COLUMN next_second_factor_until timestamptz;
