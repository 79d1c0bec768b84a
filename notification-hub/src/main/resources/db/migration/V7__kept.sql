-- What mails said goes first, then what became of them; both are found by their age.
ALTER TABLE notification ADD COLUMN forgotten_at timestamptz;
CREATE INDEX notification_said ON notification (received_at) WHERE forgotten_at IS NULL;
CREATE INDEX notification_by_age ON notification USING brin (received_at);
CREATE INDEX inbox_item_by_age ON inbox_item USING brin (received_at);
