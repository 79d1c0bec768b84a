-- What a guest has not read is listed as what they have is: the newest first, from the index.
CREATE INDEX inbox_item_unread_in_order ON inbox_item (user_id, received_at DESC, notification_id DESC)
    WHERE read_at IS NULL AND archived_at IS NULL;
DROP INDEX inbox_item_unread;
