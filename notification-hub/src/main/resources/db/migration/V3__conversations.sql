CREATE TABLE conversation (
    conversation_id uuid PRIMARY KEY,
    user_id         text        NOT NULL,
    business_id     text,
    created_at      timestamptz NOT NULL
);

-- an erased guest's conversations are found by it
CREATE INDEX conversation_user ON conversation (user_id);

CREATE TABLE conversation_message (
    message_id      uuid PRIMARY KEY,
    conversation_id uuid        NOT NULL REFERENCES conversation ON DELETE CASCADE,
    number          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    content         text        NOT NULL,
    state           text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'ended')),
    said_at         timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    next_index      integer     NOT NULL DEFAULT 0
);

CREATE INDEX conversation_message_waiting ON conversation_message (conversation_id, number) WHERE state IN ('waiting', 'sending');
CREATE INDEX conversation_message_due ON conversation_message (due_at) WHERE state <> 'ended';

-- parts of an answer that came before an earlier part
CREATE TABLE answer_part (
    message_id uuid    NOT NULL REFERENCES conversation_message ON DELETE CASCADE,
    index      integer NOT NULL,
    kind       text    NOT NULL,
    content    jsonb   NOT NULL,
    PRIMARY KEY (message_id, index)
);
