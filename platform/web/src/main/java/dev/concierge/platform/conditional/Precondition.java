package dev.concierge.platform.conditional;

import dev.concierge.platform.problem.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a caller expects of the thing it changes, from {@code If-Match} and {@code If-None-Match}; a controller method
 * takes it as a parameter and checks it where the thing is locked.
 */
public final class Precondition {
    /** Of changes that no request asks for: expects nothing. */
    public static final Precondition NONE = new Precondition(new EntityTags(JsonMapper.shared()), null, null);

    private final EntityTags tags;
    private final @Nullable String ifMatch;
    private final @Nullable String ifNoneMatch;

    /** For those who read the headers of a stack. */
    public Precondition(EntityTags tags, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        this.tags = tags;
        this.ifMatch = ifMatch;
        this.ifNoneMatch = ifNoneMatch;
    }

    /** Whether it says which one is to be changed, as some doors ask for. */
    public boolean hasIfMatch() {
        return ifMatch != null;
    }

    /**
     * @param shown the thing as a reader sees it now
     * @throws PreconditionFailed when the caller expects another
     */
    public void check(Object shown) {
        if (ifMatch != null || ifNoneMatch != null) {
            checkTag(tags.of(shown));
        }
    }

    /**
     * Where one tag stands for all that a thing is shown as.
     *
     * @param tag in quotes
     * @throws PreconditionFailed when the caller expects another
     */
    public void checkTag(String tag) {
        if (ifMatch != null && !EntityTags.matches(ifMatch, tag)) {
            throw new PreconditionFailed(HttpHeaders.IF_MATCH, ifMatch, "its ETag now, " + tag);
        }
        if (ifNoneMatch != null && EntityTags.isKnown(ifNoneMatch, tag)) {
            throw new PreconditionFailed(HttpHeaders.IF_NONE_MATCH, ifNoneMatch, "none of what is there");
        }
    }

    /**
     * Where a change makes what is not there (RFC 9110, 13.1.1: then not even {@code *} matches).
     *
     * @throws PreconditionFailed when the caller expects something
     */
    public void checkAbsent() {
        if (ifMatch != null) {
            throw new PreconditionFailed(HttpHeaders.IF_MATCH, ifMatch, "no If-Match, for it is not there");
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
