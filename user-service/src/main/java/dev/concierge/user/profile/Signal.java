package dev.concierge.user.profile;

import dev.concierge.user.history.Deed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What says something about who a guest is. */
public sealed interface Signal {
    /** They did something. */
    record Did(Deed deed) implements Signal {}

    /** They say it of themselves, in attributes that are not personal. */
    record Says(Map<String, @Nullable Object> attributes) implements Signal {}
}
