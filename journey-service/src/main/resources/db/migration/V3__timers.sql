-- One word for one thing: what is kept until it is due is a timer.
ALTER TABLE jobs RENAME TO timers;
ALTER TABLE timers RENAME CONSTRAINT jobs_pkey TO timers_pkey;
ALTER INDEX jobs_due RENAME TO timers_due;
