-- what operators set: a few hundred rows, read whole by every pod
CREATE TABLE rules (
    rule_id    uuid PRIMARY KEY,
    words      text NOT NULL,
    action     text NOT NULL CHECK (action IN ('pin', 'boost', 'bury')),
    target     text NOT NULL,
    place      integer NOT NULL,
    strength   double precision NOT NULL,
    from_at    timestamptz,
    until_at   timestamptz,
    changed_at timestamptz NOT NULL
);

CREATE TABLE synonyms (
    word     text PRIMARY KEY,
    meanings text[] NOT NULL
);

CREATE TABLE stop_words (
    word text PRIMARY KEY
);

-- how often what was asked, in a day; no one's name
CREATE TABLE questions (
    day        date NOT NULL,
    words      text NOT NULL,
    asked      bigint NOT NULL,
    unanswered bigint NOT NULL,
    clicked    bigint NOT NULL,
    PRIMARY KEY (day, words)
);
