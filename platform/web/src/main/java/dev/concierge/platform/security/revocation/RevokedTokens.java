package dev.concierge.platform.security.revocation;

import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that this process refuses although they have not expired. Not bounded by number: one that were left out would
 * be accepted; each goes by itself when what it is about has expired.
 */
public final class RevokedTokens {
    private final Map<UUID, Instant> expiries = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Clock clock;

    public RevokedTokens(Clock clock) {
        this.clock = clock;
    }

    public boolean has(TokenMarks marks) {
        if (expiries.isEmpty()) {
            return false;
        }
        UUID token = marks.token();
        return expiries.containsKey(marks.subject()) || (token != null && expiries.containsKey(token));
    }

    /**
     * The caller of a token without the businesses that were withdrawn from it. Null where that leaves none: none named
     * would mean all.
     */
    public @Nullable Caller narrowed(Caller caller, TokenMarks marks) {
        if (expiries.isEmpty() || marks.tenants().isEmpty()) {
            return caller;
        }
        Set<String> withdrawn = marks.tenants().stream()
                .filter(tenant -> expiries.containsKey(tenant.subjects()) || expiries.containsKey(tenant.everybodys()))
                .map(TokenMarks.Tenant::business)
                .collect(Collectors.toUnmodifiableSet());
        if (withdrawn.isEmpty()) {
            return caller;
        }
        Set<String> left = caller.businesses().stream()
                .filter(business -> !withdrawn.contains(business))
                .collect(Collectors.toUnmodifiableSet());
        return left.isEmpty() ? null : caller.forBusinesses(left);
    }

    /**
     * Run after the list has grown. Whoever keeps something that was let in by a token looks through it then, and looks here
     * once more after keeping something new.
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void add(Collection<Revocation> revoked) {
        Instant now = clock.instant();
        expiries.values().removeIf(now::isAfter);
        List<Revocation> current =
                revoked.stream().filter(each -> !now.isAfter(each.expiresAt())).toList();
        current.forEach(each -> expiries.merge(
                each.mark(), each.expiresAt(), (before, after) -> after.isAfter(before) ? after : before));
        if (!current.isEmpty()) {
            listeners.forEach(Runnable::run);
        }
    }

    List<Revocation> all() {
        return expiries.entrySet().stream()
                .map(each -> new Revocation(0, each.getKey(), each.getValue()))
                .toList();
    }
}
