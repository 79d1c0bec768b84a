package dev.concierge.journey.action;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import tools.jackson.databind.JsonNode;

/** Events of guests, as event-service keeps them. */
interface Histories {
    @GetExchange("/userEvent")
    Page list(
            @RequestParam("userId") String userId,
            @RequestParam("name") String name,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam("limit") int limit);

    record Page(List<Happened> items, @Nullable String next) {}

    record Happened(JsonNode attributes) {}
}
