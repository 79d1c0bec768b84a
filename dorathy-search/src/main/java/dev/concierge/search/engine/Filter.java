package dev.concierge.search.engine;

import java.util.List;

/** What a document must be to be found. */
public sealed interface Filter {
    /** One of these values; a field is a facet's, or {@code attributes.<name>}. */
    record OneOf(String field, List<String> values) implements Filter {}

    /** Both ends included. */
    record Between(String field, double from, double to) implements Filter {}

    record Within(double lat, double lon, double km) implements Filter {}
}
