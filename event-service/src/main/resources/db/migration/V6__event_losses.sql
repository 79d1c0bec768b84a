-- What was told and not taken, or taken no second time: how often, by day, client, name and reason.
CREATE TABLE event_losses (
    day date NOT NULL,
    client text NOT NULL,
    event_name text NOT NULL,
    reason text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (day, client, event_name, reason)
);
