package dev.concierge.platform.conditional;

import dev.concierge.platform.problem.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a caller expects of the thing it changes, from {@code If-Match} and {@code If-None-Match}; a controller method
 * takes it as a parameter and checks it where the thing is locked.
 */
public final class Precondition {
    private final EntityTags tags;
    private final @Nullable String ifMatch;
    private final @Nullable String ifNoneMatch;

    /** Where a controller reads the headers itself, as on the reactive stack. */
    public Precondition(EntityTags tags, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        this.tags = tags;
        this.ifMatch = ifMatch;
        this.ifNoneMatch = ifNoneMatch;
    }

    /**
     * @param shown the thing as a reader sees it now
     * @throws PreconditionFailed when the caller expects another
     */
    public void check(Object shown) {
        if (ifMatch == null && ifNoneMatch == null) {
            return;
        }
        String tag = tags.of(shown);
        if (ifMatch != null && !EntityTags.matches(ifMatch, tag)) {
            throw new PreconditionFailed(HttpHeaders.IF_MATCH, ifMatch, "its ETag now, " + tag);
        }
        if (ifNoneMatch != null && EntityTags.isKnown(ifNoneMatch, tag)) {
            throw new PreconditionFailed(HttpHeaders.IF_NONE_MATCH, ifNoneMatch, "none of what is there");
        }
    }

    /** The thing is not what the caller expects. */
    static final class PreconditionFailed extends Fact {
        PreconditionFailed(String header, String value, String expectation) {
            super(
                    Kind.PRECONDITION_FAILED,
                    "precondition-failed",
                    header + " " + value + " (expected: " + expectation + ")");
        }
    }
}
