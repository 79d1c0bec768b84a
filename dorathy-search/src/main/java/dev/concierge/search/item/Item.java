package dev.concierge.search.item;

import java.util.List;

/** What we read of {@code item.saved}. */
record Item(String itemId, String type, String title, String description, List<String> tags) {
    static final String SAVED = "item.saved";
    static final String DELETED = "item.deleted";
}
