package dev.concierge.hub.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of the guest's preferences decides about a notification. */
public enum Category {
    @JsonProperty("transactional")
    TRANSACTIONAL,
    @JsonProperty("marketing")
    MARKETING;

    /** The wish of a guest's preferences that decides, as user-service names it. */
    public String wish() {
        return switch (this) {
            case TRANSACTIONAL -> "transactional";
            case MARKETING -> "marketing";
        };
    }
}
