package dev.concierge.curator.content;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** A file is no image that is kept here. */
final class ImageRefused extends Fact {
    /** What is wrong with it, and so how programs know it. */
    enum Reason {
        UNSUPPORTED("image-not-supported"),
        TRUNCATED("image-truncated"),
        TOO_MANY_PIXELS("image-too-large"),
        MALFORMED("image-malformed"),
        MORE_THAN_AN_IMAGE("image-holds-more");

        private final String code;

        Reason(String code) {
            this.code = code;
        }
    }

    private final Reason reason;

    ImageRefused(Reason reason, String detail) {
        super(Kind.INVALID, reason.code, "The image is refused: " + detail + ".", List.of(new FieldError("", detail)));
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
