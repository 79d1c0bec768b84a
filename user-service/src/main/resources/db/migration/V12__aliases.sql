-- Other names that a guest is known by: of other systems, and those of visitors before they said who they are.
CREATE TABLE user_aliases (
    alias text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('EXTERNAL', 'ANONYMOUS')),
    added_at timestamptz NOT NULL
);
CREATE INDEX user_aliases_user ON user_aliases (user_id);

-- What was done under names that are no guest's, until somebody says whose they are, or for 90 days.
CREATE TABLE anonymous_history (
    actor text NOT NULL,
    name text NOT NULL,
    topic text NOT NULL,
    happened bigint NOT NULL,
    times timestamptz[] NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (actor, name, topic)
);
CREATE INDEX anonymous_history_told_at ON anonymous_history (told_at);

-- Who was erased, so that what comes later of them is kept nowhere, and what each service answered to that.
CREATE TABLE erasures (
    user_id uuid PRIMARY KEY,
    asked_at timestamptz NOT NULL
);
-- SHA-256 of the other names of those.
CREATE TABLE erased_aliases (
    name bytea PRIMARY KEY
);
CREATE TABLE erasure_receipts (
    user_id uuid NOT NULL REFERENCES erasures ON DELETE CASCADE,
    service text NOT NULL,
    reader text NOT NULL,
    parked integer NOT NULL,
    erased_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, service, reader)
);
