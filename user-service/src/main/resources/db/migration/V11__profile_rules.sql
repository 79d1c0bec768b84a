-- By what profiles are read; without a row those of the release are in force.
CREATE TABLE profile_rules (
    version integer PRIMARY KEY,
    rules jsonb NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
);
-- Minor units by currency, decayed.
ALTER TABLE profiles ADD COLUMN spent jsonb NOT NULL DEFAULT '{}';
ALTER TABLE profiles ALTER COLUMN spent DROP DEFAULT;
