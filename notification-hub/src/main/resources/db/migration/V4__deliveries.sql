-- A delivery waits here until it is due: at once, when its guest's quiet hours end, or when it is tried again.
ALTER TABLE notification
    ALTER COLUMN content DROP NOT NULL,
    ADD COLUMN template_id text,
    ADD COLUMN template_version integer,
    ADD COLUMN locale text,
    ADD COLUMN business_id text,
    ADD COLUMN expires_at timestamptz;

ALTER TABLE delivery
    DROP CONSTRAINT delivery_state_check,
    -- claimed: a pod looks at it; sending: it may have left, and a pod that dies then leaves it in doubt
    ADD CONSTRAINT delivery_state_check
        CHECK (state IN ('pending', 'held', 'claimed', 'sending', 'sent', 'suppressed', 'failed')),
    -- when it is next looked at; of a claim when that runs out
    ADD COLUMN due_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN first_attempt_at timestamptz;
CREATE INDEX delivery_due ON delivery (channel, due_at) WHERE state IN ('pending', 'held', 'claimed', 'sending');
-- receipts of a span of time
CREATE INDEX delivery_at ON delivery (at, notification_id, channel);

-- Channels that an operator has stopped; * is all of them.
CREATE TABLE stopped_channel (
    channel    text PRIMARY KEY,
    reason     text        NOT NULL,
    stopped_by text        NOT NULL,
    stopped_at timestamptz NOT NULL
);

-- What a guest said by a link and user-service has not yet confirmed; obeyed until then.
CREATE TABLE objection (
    objection_id uuid PRIMARY KEY,
    user_id      text        NOT NULL,
    channel      text        NOT NULL,
    wish         text        NOT NULL,
    said_at      timestamptz NOT NULL
);
CREATE INDEX objection_user ON objection (user_id);

-- Signs the links in mails. All pods share it; older keys still verify.
CREATE TABLE link_key (
    key_id     integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    secret     bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Mails that an earlier version put among the effects are in the table above, too.
DO $$
BEGIN
    IF to_regclass('platform.effect') IS NOT NULL THEN
        DELETE FROM platform.effect WHERE kind = 'email';
    END IF;
END $$;

-- In whose name the mails of a business go out.
CREATE TABLE sender (
    business_id  text PRIMARY KEY,
    from_address text NOT NULL,
    reply_to     text
);
