package dev.concierge.platform.input;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.InvalidFormatException;

/** A value of a body that is not read; its path says where. */
public final class RefusedValue extends InvalidFormatException {
    private final String expectation;

    RefusedValue(JsonParser parser, Object value, String expectation, Class<?> type) {
        super(parser, "refused", value, type);
        this.expectation = expectation;
    }

    /** What would be read, such as {@code text without NUL}. */
    public String expectation() {
        return expectation;
    }
}
