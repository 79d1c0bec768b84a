-- The numbers and short texts of events whose times are in guest_history, by JSON Pointer, for rules that measure them.
CREATE TABLE guest_facts (
    user_id uuid NOT NULL,
    name text NOT NULL,
    topic text NOT NULL,
    at timestamptz NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    facts jsonb NOT NULL,
    PRIMARY KEY (user_id, name, topic, at, number),
    FOREIGN KEY (user_id, name, topic) REFERENCES guest_history ON DELETE CASCADE
);

-- The same of those whom nobody is known for.
CREATE TABLE anonymous_facts (
    actor text NOT NULL,
    name text NOT NULL,
    topic text NOT NULL,
    at timestamptz NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    facts jsonb NOT NULL,
    PRIMARY KEY (actor, name, topic, at, number),
    FOREIGN KEY (actor, name, topic) REFERENCES anonymous_history ON DELETE CASCADE
);
