package dev.concierge.user.token.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a client may be allowed to do. */
public enum Scope {
    @JsonProperty("users:read")
    USERS_READ,
    @JsonProperty("users:write")
    USERS_WRITE,
    @JsonProperty("events:read")
    EVENTS_READ,
    @JsonProperty("events:write")
    EVENTS_WRITE,
    @JsonProperty("journeys:read")
    JOURNEYS_READ,
    @JsonProperty("journeys:write")
    JOURNEYS_WRITE,
    @JsonProperty("notifications:write")
    NOTIFICATIONS_WRITE,
    @JsonProperty("resources:read")
    RESOURCES_READ,
    @JsonProperty("resources:write")
    RESOURCES_WRITE,
    @JsonProperty("items:read")
    ITEMS_READ,
    @JsonProperty("items:write")
    ITEMS_WRITE,
    @JsonProperty("dating:read")
    DATING_READ,
    @JsonProperty("dating:write")
    DATING_WRITE,
    @JsonProperty("search:read")
    SEARCH_READ;

    /** As tokens say it. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }
}
