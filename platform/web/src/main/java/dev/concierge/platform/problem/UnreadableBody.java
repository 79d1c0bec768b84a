package dev.concierge.platform.problem;

import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JacksonException;

/** What a request says cannot be read as what it should be. */
public final class UnreadableBody extends RuntimeException {
    public UnreadableBody(JacksonException cause) {
        super(cause);
    }

    /** A number in it has an exponent beyond any. */
    public UnreadableBody(NumberFormatException cause) {
        super(cause);
    }

    /** Its bytes are no UTF-8. */
    public UnreadableBody(CharacterCodingException cause) {
        super(cause);
    }
}
