-- What was said is forgotten by its age, then the conversations in which nothing is left; one that goes takes its messages
-- with it, which are found by it.
CREATE INDEX conversation_message_said ON conversation_message (said_at) WHERE state = 'ended';
CREATE INDEX conversation_message_of ON conversation_message (conversation_id);
CREATE INDEX conversation_by_age ON conversation (created_at);
CREATE INDEX guest_said_by_day ON guest_said (day);
