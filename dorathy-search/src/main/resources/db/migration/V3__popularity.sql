-- who did what with an item, once a day for each kind of act; forgotten after 30 days
CREATE TABLE acts (
    guest      uuid        NOT NULL,
    day        date        NOT NULL,
    item_id    uuid        NOT NULL,
    type       text        NOT NULL,
    points     integer     NOT NULL,
    at         timestamptz NOT NULL,
    is_counted boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (guest, day, item_id, type)
);

CREATE INDEX acts_to_count ON acts (item_id) WHERE NOT is_counted;
CREATE INDEX acts_old ON acts (day);

-- how much an item was liked at a moment, whoever did it; half as much after 14 days
CREATE TABLE popularity (
    item_id uuid PRIMARY KEY,
    points  double precision NOT NULL,
    at      timestamptz      NOT NULL
);

CREATE INDEX popularity_changed ON popularity (at);
