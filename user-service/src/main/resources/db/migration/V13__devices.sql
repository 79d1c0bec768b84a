-- The devices that guests use, beside the one they call their main one.
CREATE TABLE devices (
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    device_id text NOT NULL,
    platform text NOT NULL CHECK (platform IN ('IOS', 'ANDROID', 'WEB')),
    -- Null where the guest takes no pushes, or the provider said that it leads nowhere any more.
    push_token text,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, device_id)
);
CREATE UNIQUE INDEX devices_push_token ON devices (push_token);
