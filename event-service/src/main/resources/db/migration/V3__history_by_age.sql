-- Events are forgotten by when they were received, concierge.event.history.events-kept ago.
CREATE INDEX user_events_received ON user_events (received_at);
