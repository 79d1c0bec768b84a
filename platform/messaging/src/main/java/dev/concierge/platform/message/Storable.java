package dev.concierge.platform.message;

/** Text of unknown origin as Postgres can keep it: without NUL. */
public final class Storable {
    private Storable() {}

    /** The same text with U+FFFD, the replacement character, in place of each NUL. */
    public static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
