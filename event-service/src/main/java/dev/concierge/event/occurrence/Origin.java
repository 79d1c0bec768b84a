package dev.concierge.event.occurrence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What something that happened was told as. It is known by the door it came through, never by its name. */
public enum Origin {
    @JsonProperty("event")
    EVENT,
    @JsonProperty("interaction")
    INTERACTION,
    @JsonProperty("user-change")
    USER_CHANGE
}
