-- Who did what: rows that are only ever added, each with the hash of the one before. Whoever changes or removes one breaks
-- the chain from there on, for everybody to see by audit_faults().
CREATE TABLE platform.audit_log (
    seq bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    kind text NOT NULL,
    action text NOT NULL,
    target text NOT NULL,
    outcome text NOT NULL,
    trace text NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL
);

CREATE FUNCTION platform.audit_hash(entry platform.audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(entry.previous || convert_to(
        jsonb_build_array(
            entry.seq,
            to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
            entry.actor, entry.kind, entry.action, entry.target, entry.outcome, entry.trace)::text,
        'UTF8'))
$$;

CREATE FUNCTION platform.audit_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last platform.audit_log%ROWTYPE;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('platform.audit_log', 0));
    SELECT * INTO last FROM platform.audit_log ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last.seq, 0) + 1;
    NEW.previous := coalesce(last.hash, ''::bytea);
    NEW.hash := platform.audit_hash(NEW);
    RETURN NEW;
END $$;

CREATE FUNCTION platform.audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'platform.audit_log is append-only';
END $$;

CREATE TRIGGER audit_log_chained BEFORE INSERT ON platform.audit_log
    FOR EACH ROW EXECUTE FUNCTION platform.audit_append();
CREATE TRIGGER audit_log_unchanged BEFORE UPDATE OR DELETE ON platform.audit_log
    FOR EACH ROW EXECUTE FUNCTION platform.audit_refuse();
CREATE TRIGGER audit_log_whole BEFORE TRUNCATE ON platform.audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION platform.audit_refuse();

-- The rows at which the chain does not hold; none where nobody touched it.
CREATE FUNCTION platform.audit_faults() RETURNS TABLE (seq bigint, fault text) LANGUAGE sql STABLE AS $$
    SELECT judged.seq, judged.fault FROM (
        SELECT entry.seq,
               CASE WHEN entry.hash <> platform.audit_hash(entry) THEN 'changed'
                    WHEN entry.seq <> coalesce(lag(entry.seq) OVER chain, 0) + 1 THEN 'rows before it are missing'
                    WHEN entry.previous <> coalesce(lag(entry.hash) OVER chain, ''::bytea)
                        THEN 'does not follow the row before it' END AS fault
        FROM platform.audit_log entry
        WINDOW chain AS (ORDER BY entry.seq)
    ) judged
    WHERE judged.fault IS NOT NULL
$$;
