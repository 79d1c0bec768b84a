-- Imports of guests by file, part by part; what was refused and why, by the line of the file.
CREATE TABLE imports (
    caller text NOT NULL,
    request_id text NOT NULL,
    lines_done bigint NOT NULL,
    created bigint NOT NULL,
    changed bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused bigint NOT NULL,
    complete boolean NOT NULL,
    started_at timestamptz NOT NULL,
    touched_at timestamptz NOT NULL,
    PRIMARY KEY (caller, request_id)
);
CREATE TABLE import_refusals (
    caller text NOT NULL,
    request_id text NOT NULL,
    line bigint NOT NULL,
    -- Pointers and expectations; the values, which may be a guest's, are left out.
    errors jsonb NOT NULL,
    PRIMARY KEY (caller, request_id, line),
    FOREIGN KEY (caller, request_id) REFERENCES imports ON DELETE CASCADE
);
