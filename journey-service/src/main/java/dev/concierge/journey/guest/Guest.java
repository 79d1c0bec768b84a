package dev.concierge.journey.guest;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known here about a guest. Each section has a version of its own, because the messages that carry them may
 * come in any order: by the users topic and, for user changes, with the trigger itself.
 *
 * @param attributes null until told
 * @param preferences null until told
 * @param erased whether the guest was deleted; nothing is known or done about them any more
 */
public record Guest(
        UserId id, @Nullable Section attributes, @Nullable Section preferences, boolean erased) {

    /**
     * @param version counts up with each change
     */
    public record Section(long version, JsonNode value) {}

    /** A guest that nothing was told about yet. */
    public static Guest unknown(UserId id) {
        return new Guest(id, null, null, false);
    }

    /** This guest after a change; the same when it tells nothing newer. */
    public Guest after(UserChanged change) {
        if (erased) {
            return this;
        }
        Section newAttributes = newer(attributes, change.version(), change.attributes());
        Section newPreferences = newer(preferences, change.version(), change.preferences());
        return newAttributes == attributes && newPreferences == preferences
                ? this
                : new Guest(id, newAttributes, newPreferences, false);
    }

    /** What is left when the guest is gone: enough to know that later messages are too late. */
    public Guest afterErasure() {
        return new Guest(id, null, null, true);
    }

    private static @Nullable Section newer(@Nullable Section known, long version, @Nullable JsonNode told) {
        if (told == null || !told.isObject() || (known != null && known.version() >= version)) {
            return known;
        }
        return new Section(version, told);
    }
}
