-- What was done to one thing is found by how its address begins, however long the log becomes.
CREATE INDEX audit_log_target ON platform.audit_log (target text_pattern_ops, seq);
