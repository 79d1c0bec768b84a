-- What was parked is removed before a service answers, so there is nothing to count.
ALTER TABLE erasure_receipts DROP COLUMN parked;
