package dev.concierge.search.item;

import java.util.List;

/**
 * @param score BM25, comparable within one answer only
 * @param why the fields that hold words of the query
 */
record Hit(Item item, float score, List<String> why) {}
