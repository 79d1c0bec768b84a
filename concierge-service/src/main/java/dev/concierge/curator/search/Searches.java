package dev.concierge.curator.search;

import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** What dorathy-search offers. */
interface Searches {
    @GetExchange("/search")
    FoundItems find(@RequestParam MultiValueMap<String, String> parameters);

    @GetExchange("/search/suggestions")
    Suggestions suggest(@RequestParam String q);

    @GetExchange("/search/similar")
    SimilarItems similar(
            @RequestParam String kind, @RequestParam String id, @RequestParam int limit, @RequestParam String askedBy);
}
