-- Attempts to sign in, by account, address or browser: after some, the next has to wait, each time longer.
CREATE TABLE sign_in_attempts (
    key text PRIMARY KEY,
    attempts integer NOT NULL,
    last_at timestamptz NOT NULL,
    next_at timestamptz NOT NULL
);
CREATE INDEX sign_in_attempts_last_at ON sign_in_attempts (last_at);

-- Operators who are signed in. The cookie's secret is kept as its SHA-256 and is another one after each use; one that was
-- used before is a copy, and ends the session.
CREATE TABLE operator_sessions (
    session_id uuid PRIMARY KEY,
    operator text NOT NULL,
    secret bytea NOT NULL UNIQUE,
    previous bytea UNIQUE,
    created_at timestamptz NOT NULL,
    rotated_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX operator_sessions_created_at ON operator_sessions (created_at);
