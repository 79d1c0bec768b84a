-- What a request made is not always known by a UUID.
ALTER TABLE idempotency_key ALTER COLUMN resource_id TYPE text;
