-- Keys that may write at /v1. Of the key itself, 256 random bits, only the SHA-256 is kept.
CREATE TABLE write_keys (
    key_id uuid PRIMARY KEY,
    name text NOT NULL,
    digest text NOT NULL UNIQUE,
    made_at timestamptz NOT NULL,
    made_by text NOT NULL
);
