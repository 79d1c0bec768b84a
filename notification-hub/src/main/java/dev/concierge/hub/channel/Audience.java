package dev.concierge.hub.channel;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose broadcasts a joined channel gets. A tenant's channels are limited to its businesses once more when something
 * is sent, because {@code resources:a-b} can be location {@code b} of {@code a} or a business named {@code a-b}.
 *
 * @param businesses empty for no limit
 */
public record Audience(Set<String> businesses) {
    static final Audience EVERYONE = new Audience(Set.of());

    /** @param business the tenant a broadcast is about; null when it is about none */
    public boolean includes(@Nullable String business) {
        return businesses.isEmpty() || business != null && businesses.contains(business);
    }
}
