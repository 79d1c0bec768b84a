package dev.concierge.journey.guest;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Our view of {@code user.registered}, {@code user.updated} and {@code user.preferences-updated}, on the users topic
 * and as the attributes of a trigger.
 *
 * @param attributes all non-personal ones after the change; null when the change is about something else
 * @param preferences all of them after the change; null when the change is about something else
 */
public record UserChanged(
        long version,
        @Nullable JsonNode attributes,
        @Nullable JsonNode preferences) {

    /** Reads the attributes of a {@code user.*} trigger; null when they do not carry the guest's data. */
    public static @Nullable UserChanged of(JsonNode attributes) {
        JsonNode version = attributes.get("version");
        return version != null && version.isIntegralNumber()
                ? new UserChanged(version.longValue(), attributes.get("attributes"), attributes.get("preferences"))
                : null;
    }
}
