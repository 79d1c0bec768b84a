-- What was said of each wish, by whom and when: the record behind a guest's preferences. Rows are only added.
CREATE TABLE consent (
    user_id     uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    channel     text        NOT NULL CHECK (channel IN ('EMAIL', 'SMS', 'PUSH')),
    wish        text        NOT NULL CHECK (wish IN ('REACHABLE', 'SUBSCRIBED', 'MARKETING', 'TRANSACTIONAL')),
    said_at     timestamptz NOT NULL,
    source      text        NOT NULL,
    given       boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, channel, wish, said_at, source)
);
