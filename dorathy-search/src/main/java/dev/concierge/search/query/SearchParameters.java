package dev.concierge.search.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a search, checked for their length alone. */
record SearchParameters(
        String q,
        @Nullable String type,
        @Nullable List<String> kind,
        @Nullable List<String> filter,
        @Nullable List<String> facet,
        @Nullable String sort,
        @Nullable String near,
        @Nullable String within,
        @Nullable String mode,
        @Nullable Boolean typing,
        @Nullable List<String> persona,
        @Nullable List<String> quota,
        @Nullable String verify) {}
