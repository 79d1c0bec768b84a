package dev.concierge.resource.resource;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/**
 * Which version a caller expects to change.
 *
 * @param ifMatch the header; null expects nothing
 */
public record Expectation(@Nullable String ifMatch) {
    public static final Expectation NONE = new Expectation(null);

    /** @throws VersionMismatch when another one is expected */
    void check(ResourceKey key, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        if (ETag.parse(ifMatch).stream()
                .noneMatch(tag -> !tag.weak() && tag.tag().equals(String.valueOf(version)))) {
            throw new VersionMismatch(key, version);
        }
    }
}
