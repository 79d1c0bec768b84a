-- Tokens that end before their time: digests, so that the list names nobody. Rows go when what they are about has expired.
CREATE TABLE token_revocations (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mark uuid NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX token_revocations_expires_at ON token_revocations (expires_at);
