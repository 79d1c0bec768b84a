package dev.concierge.journey.action;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import tools.jackson.databind.JsonNode;

/** Who guests seem to be, as user-service reads it from what they like and do. */
interface Profiles {
    @GetExchange("/profiles/{userId}")
    JsonNode read(@PathVariable("userId") String userId);
}
