package dev.concierge.curator.search;

import dev.concierge.platform.paging.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** What dorathy-search offers. */
interface Searches {
    @GetExchange("/search")
    Page<FoundItem> find(
            @RequestParam String q,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam int limit);
}
