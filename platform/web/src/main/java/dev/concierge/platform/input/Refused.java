package dev.concierge.platform.input;

/** A value that is not read; the expectation is in a caller's words. */
public final class Refused extends IllegalArgumentException {
    private final String expectation;

    public Refused(String value, String expectation) {
        super(value + " (expected: " + expectation + ")");
        this.expectation = expectation;
    }

    /** What would be read, such as {@code text without NUL}. */
    public String expectation() {
        return expectation;
    }
}
