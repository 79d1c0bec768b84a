-- Headers besides those of CloudEvents, for readers that know no CloudEvents; null for none.
ALTER TABLE outbox ADD headers jsonb;
