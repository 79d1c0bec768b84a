package dev.concierge.search.item;

import java.util.List;

record HitView(
        String itemId,
        String type,
        String title,
        String description,
        List<String> tags,
        float score,
        List<String> why) {
    static HitView of(Hit hit) {
        Item item = hit.item();
        return new HitView(
                item.itemId(), item.type(), item.title(), item.description(), item.tags(), hit.score(), hit.why());
    }
}
