-- What one person did is read from an index, however long the log becomes.
CREATE INDEX audit_log_actor ON platform.audit_log (actor, seq);
