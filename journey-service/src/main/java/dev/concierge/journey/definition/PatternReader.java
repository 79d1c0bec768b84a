package dev.concierge.journey.definition;

/** Reads which events are meant. */
final class PatternReader {
    private static final int NAME = 200;

    private PatternReader() {}

    /** @param name of the field that holds the event's name */
    static Pattern read(Part part, String name) {
        Part key = part.field("key");
        return new Pattern(
                part.field(name).text(NAME),
                part.field("attributes").scalars(),
                key.isMissing() ? null : key.text(NAME));
    }
}
