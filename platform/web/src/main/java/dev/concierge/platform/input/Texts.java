package dev.concierge.platform.input;

/** Text as JSON Schema counts it and as Postgres, Kafka and every screen can hold it. */
public final class Texts {
    private static final String WHOLE = "text without NUL and without half a surrogate pair";

    private Texts() {}

    /**
     * The same text.
     *
     * @throws Refused when it has a NUL or half a surrogate pair, which no UTF-8 has a form for
     */
    public static String whole(String text) {
        if (isWhole(text)) {
            return text;
        }
        throw new Refused(shown(text), WHOLE);
    }

    public static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** In code points. */
    public static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    /** Its first {@code most} code points: no character is cut through. */
    public static String cut(String text, int most) {
        return length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /** The same text with U+FFFD, the replacement character, for what {@link #whole} refuses. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '\uFFFD' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
