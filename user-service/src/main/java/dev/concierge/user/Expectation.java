package dev.concierge.user;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/** Which version a caller expects to change, from {@code If-Match}. */
public final class Expectation {
    private final @Nullable String header;

    private Expectation(@Nullable String header) {
        this.header = header;
    }

    /** @param header the value of {@code If-Match}; null expects nothing */
    public static Expectation of(@Nullable String header) {
        return new Expectation(header);
    }

    /** The strong entity tag of a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** @throws VersionMismatch when the caller expects another version */
    public void check(long version) {
        if (header == null || "*".equals(header.strip())) {
            return;
        }
        List<ETag> tags = ETag.parse(header);
        if (tags.stream().noneMatch(tag -> !tag.weak() && tag.tag().equals(Long.toString(version)))) {
            throw new VersionMismatch(header, version);
        }
    }
}
