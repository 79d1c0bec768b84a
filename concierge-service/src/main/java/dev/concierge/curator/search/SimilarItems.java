package dev.concierge.curator.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param meaning {@code USED}, or why they go by words alone */
record SimilarItems(List<FoundItem> items, @Nullable String meaning) {}
