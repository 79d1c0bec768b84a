-- A key at another operation is another key. Rows without one are of releases before, whose pods know no operations: they count
-- for all until they are forgotten.
ALTER TABLE idempotency_key ADD COLUMN operation text NOT NULL DEFAULT '';
ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_pkey;
ALTER TABLE idempotency_key ADD PRIMARY KEY (caller, key, operation);
