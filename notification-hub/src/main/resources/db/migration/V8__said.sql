-- How many messages a guest has said to the assistant on a day, by UTC.
CREATE TABLE guest_said (
    user_id  text    NOT NULL,
    day      date    NOT NULL,
    messages integer NOT NULL,
    PRIMARY KEY (user_id, day)
);
