-- W3C traceparent of what asked for it: its receipts belong to the same trace.
ALTER TABLE notification ADD COLUMN traceparent text;
