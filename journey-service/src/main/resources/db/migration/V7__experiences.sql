-- What other services' jobs say can be experienced. Withdrawn ones stay as marks: a call that comes late is refused.
CREATE TABLE experiences (
    experience_id uuid PRIMARY KEY,
    business_id   text NOT NULL,
    name          text NOT NULL,
    info          jsonb NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    withdrawn_at  timestamptz
);
CREATE UNIQUE INDEX experiences_by_name ON experiences (business_id, lower(name)) WHERE withdrawn_at IS NULL;
