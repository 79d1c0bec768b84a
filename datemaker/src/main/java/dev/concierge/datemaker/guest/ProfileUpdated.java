package dev.concierge.datemaker.guest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our view of {@code user.profile-updated}. */
public record ProfileUpdated(
        String userId, long version, @Nullable List<String> topics) {
    public static final String TYPE = "user.profile-updated";
}
