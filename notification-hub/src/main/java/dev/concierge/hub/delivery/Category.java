package dev.concierge.hub.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of the guest's preferences decides about a notification. */
public enum Category {
    @JsonProperty("transactional")
    TRANSACTIONAL,
    @JsonProperty("marketing")
    MARKETING
}
