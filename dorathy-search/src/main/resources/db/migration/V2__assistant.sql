-- whom the assistant speaks with; its row is locked by whoever changes something of the guest
CREATE TABLE assistant_guests (
    user_id      uuid PRIMARY KEY,
    name         text,
    consented_at timestamptz,
    erased_at    timestamptz
);

CREATE TABLE assistant_turns (
    message_id      uuid PRIMARY KEY,
    conversation_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    number          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    content         text        NOT NULL,
    state           text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'answering', 'ended')),
    answer          text,
    taken_at        timestamptz NOT NULL
);

CREATE INDEX assistant_turns_open ON assistant_turns (user_id, number) WHERE state <> 'ended';
CREATE INDEX assistant_turns_said ON assistant_turns (user_id, conversation_id, number);
CREATE INDEX assistant_turns_old ON assistant_turns (taken_at);

-- what was begun to be shown of a turn that has not ended
CREATE TABLE assistant_parts (
    message_id uuid    NOT NULL REFERENCES assistant_turns ON DELETE CASCADE,
    index      integer NOT NULL,
    kind       text    NOT NULL,
    content    jsonb   NOT NULL,
    PRIMARY KEY (message_id, index)
);

CREATE TABLE assistant_conversations (
    user_id         uuid  NOT NULL,
    conversation_id uuid  NOT NULL,
    tongue          text  NOT NULL,
    shown           jsonb NOT NULL,
    PRIMARY KEY (user_id, conversation_id)
);

-- what waits for a guest's yes
CREATE TABLE assistant_questions (
    question_id     uuid PRIMARY KEY,
    user_id         uuid        NOT NULL,
    conversation_id uuid        NOT NULL,
    tool            text        NOT NULL,
    action          jsonb       NOT NULL,
    says            text        NOT NULL,
    state           text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'replaced')),
    asked_at        timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL
);

CREATE INDEX assistant_questions_open ON assistant_questions (user_id, conversation_id) WHERE state = 'open';

-- each use of a tool, with what it was asked
CREATE TABLE assistant_calls (
    call_id    uuid PRIMARY KEY,
    user_id    uuid        NOT NULL,
    message_id uuid        NOT NULL,
    tool       text        NOT NULL,
    arguments  jsonb       NOT NULL,
    outcome    text        NOT NULL,
    called_at  timestamptz NOT NULL
);

CREATE INDEX assistant_calls_of ON assistant_calls (user_id, called_at);

CREATE TABLE assistant_memories (
    memory_id     uuid PRIMARY KEY,
    user_id       uuid        NOT NULL,
    text          text        NOT NULL,
    source        text        NOT NULL,
    remembered_at timestamptz NOT NULL,
    corrected_at  timestamptz
);

CREATE INDEX assistant_memories_of ON assistant_memories (user_id, memory_id);

-- what a guest's answers cost in a day
CREATE TABLE assistant_spending (
    user_id uuid   NOT NULL,
    day     date   NOT NULL,
    tokens  bigint NOT NULL,
    PRIMARY KEY (user_id, day)
);
