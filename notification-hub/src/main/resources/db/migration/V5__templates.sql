CREATE TABLE template (
    template_id  text PRIMARY KEY,
    latest       integer     NOT NULL,
    withdrawn_at timestamptz
);
-- Versions never change: what was sent by one can be looked up.
CREATE TABLE template_version (
    template_id text        NOT NULL REFERENCES template,
    version     integer     NOT NULL,
    body        jsonb       NOT NULL,
    author      text        NOT NULL,
    written_at  timestamptz NOT NULL,
    PRIMARY KEY (template_id, version)
);

CREATE TABLE inbox_item (
    notification_id uuid PRIMARY KEY,
    user_id         text        NOT NULL,
    category        text        NOT NULL,
    subject         text,
    text            text        NOT NULL,
    html            text,
    received_at     timestamptz NOT NULL,
    read_at         timestamptz,
    archived_at     timestamptz
);
CREATE INDEX inbox_item_user ON inbox_item (user_id, received_at DESC, notification_id DESC);
CREATE INDEX inbox_item_unread ON inbox_item (user_id) WHERE read_at IS NULL AND archived_at IS NULL;

-- Addresses that nobody here may write to, as a keyed hash: they outlive the guests whose word they are.
CREATE TABLE suppressed_address (
    address_hash bytea PRIMARY KEY,
    reason       text        NOT NULL,
    said_at      timestamptz NOT NULL,
    imported_at  timestamptz NOT NULL
);
