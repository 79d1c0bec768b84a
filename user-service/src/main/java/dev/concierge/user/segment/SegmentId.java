package dev.concierge.user.segment;

/** The id of a segment, as whoever made it chose it: the same in every environment. */
record SegmentId(String value) {
    static final String PATTERN = "^[a-z0-9][a-z0-9_-]{0,63}$";

    @Override
    public String toString() {
        return value;
    }
}
