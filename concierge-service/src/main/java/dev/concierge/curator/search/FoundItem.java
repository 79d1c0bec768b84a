package dev.concierge.curator.search;

import java.util.List;

/** @param why the fields that hold words of the query */
public record FoundItem(
        String itemId,
        String type,
        String title,
        String description,
        List<String> tags,
        float score,
        List<String> why) {}
