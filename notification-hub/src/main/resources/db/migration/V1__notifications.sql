CREATE TABLE notification (
    notification_id uuid PRIMARY KEY,
    user_id         text        NOT NULL,
    category        text        NOT NULL,
    content         jsonb       NOT NULL,
    data            jsonb       NOT NULL,
    source          jsonb,
    requested_at    timestamptz NOT NULL,
    received_at     timestamptz NOT NULL
);

-- an erased guest's notifications are found by it
CREATE INDEX notification_user ON notification (user_id);

CREATE TABLE delivery (
    notification_id uuid        NOT NULL REFERENCES notification ON DELETE CASCADE,
    channel         text        NOT NULL,
    state           text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'suppressed', 'failed')),
    reason          text,
    at              timestamptz NOT NULL,
    PRIMARY KEY (notification_id, channel)
);
