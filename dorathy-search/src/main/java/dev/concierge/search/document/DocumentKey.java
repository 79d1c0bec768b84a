package dev.concierge.search.document;

/** Which document: ids of different kinds may be equal. */
public record DocumentKey(Kind kind, String id) {
    private static final String SEPARATOR = "/";

    /** Reads what {@link #toString} wrote. */
    public static DocumentKey of(String text) {
        int end = text.indexOf(SEPARATOR);
        return new DocumentKey(
                Kind.named(text.substring(0, Math.max(0, end)))
                        .orElseThrow(() -> new IllegalArgumentException(text + " (expected: <kind>/<id>)")),
                text.substring(end + 1));
    }

    @Override
    public String toString() {
        return kind.wireName() + SEPARATOR + id;
    }
}
