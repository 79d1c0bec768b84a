package dev.concierge.hub.channel;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Up to where a client has seen a topic, as its join says: {@code since: {epoch, offset}}, or {@code since: 0} for one
 * that wants whatever history there is.
 *
 * @param epoch as an earlier join was answered; null for none
 * @param offset of the last message seen
 */
public record Since(@Nullable String epoch, long offset) {
    private static final Since NOTHING_SEEN = new Since(null, -1);

    /**
     * What the params of a join ask for; null when they ask for no history.
     *
     * @throws IllegalArgumentException they ask for something that is neither
     */
    static @Nullable Since of(JsonNode params) {
        JsonNode since = params.path("since");
        if (since.isMissingNode() || since.isNull()) {
            return null;
        }
        if (since.isIntegralNumber() && since.longValue() == 0) {
            return NOTHING_SEEN;
        }
        JsonNode epoch = since.path("epoch");
        JsonNode offset = since.path("offset");
        if (epoch.isString() && offset.isIntegralNumber() && offset.canConvertToLong()) {
            return new Since(epoch.stringValue(), offset.longValue());
        }
        throw new IllegalArgumentException("since: neither 0 nor {epoch, offset}");
    }
}
