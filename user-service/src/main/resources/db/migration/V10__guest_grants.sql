-- What operators made of guests besides guests; who took what away again is in the audit log.
CREATE TABLE guest_grants (
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    held text NOT NULL CHECK (held IN ('PARTNER', 'EXPERT', 'HELP_DESK')),
    given_by text NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, held)
);
