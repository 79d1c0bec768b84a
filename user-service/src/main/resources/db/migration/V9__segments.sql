-- What guests did, as far as rules of segments ask: per name and topic how often, and when the latest 500 times were.
CREATE TABLE guest_history (
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name text NOT NULL,
    -- Of an interaction; empty for anything else.
    topic text NOT NULL,
    happened bigint NOT NULL,
    -- Latest first.
    times timestamptz[] NOT NULL,
    PRIMARY KEY (user_id, name, topic)
);

CREATE FUNCTION latest_times(timestamptz[]) RETURNS timestamptz[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(at ORDER BY at DESC) FROM (SELECT at FROM unnest($1) AS at ORDER BY at DESC LIMIT 500) AS latest
$$;

CREATE TABLE segments (
    segment_id text PRIMARY KEY,
    name text NOT NULL,
    rule jsonb NOT NULL,
    -- Counts the rules it has had.
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    -- Its last members are on their way out; the row goes with them.
    ending boolean NOT NULL DEFAULT false
);

CREATE TABLE segment_members (
    segment_id text NOT NULL REFERENCES segments,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    shard smallint NOT NULL,
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (segment_id, user_id)
);
CREATE INDEX segment_members_user ON segment_members (user_id);

-- By shard, so that the workers of different shards never wait for one another.
CREATE TABLE segment_sizes (
    segment_id text NOT NULL REFERENCES segments ON DELETE CASCADE,
    shard smallint NOT NULL,
    members bigint NOT NULL,
    PRIMARY KEY (segment_id, shard)
);

CREATE FUNCTION count_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO segment_sizes AS known (segment_id, shard, members)
        SELECT segment_id, shard, count(*) FROM touched GROUP BY segment_id, shard ORDER BY segment_id, shard
        ON CONFLICT (segment_id, shard) DO UPDATE SET members = known.members + excluded.members;
    ELSE
        INSERT INTO segment_sizes AS known (segment_id, shard, members)
        SELECT segment_id, shard, -count(*) FROM touched GROUP BY segment_id, shard ORDER BY segment_id, shard
        ON CONFLICT (segment_id, shard) DO UPDATE SET members = known.members + excluded.members;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER segment_members_come AFTER INSERT ON segment_members REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION count_members();
CREATE TRIGGER segment_members_go AFTER DELETE ON segment_members REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION count_members();

-- When a guest's place in some segment may change although nothing happens.
CREATE TABLE segment_timers (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    shard smallint NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE INDEX segment_timers_due ON segment_timers (shard, due_at);

-- Shards in which not every guest has been held against a new or changed rule yet, and how far that has come.
CREATE TABLE segment_sweeps (
    segment_id text NOT NULL REFERENCES segments ON DELETE CASCADE,
    shard smallint NOT NULL,
    done_to uuid NOT NULL,
    PRIMARY KEY (segment_id, shard)
);
