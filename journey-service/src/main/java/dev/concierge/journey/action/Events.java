package dev.concierge.journey.action;

import java.util.Map;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.PostExchange;

/** What happens to guests, told to event-service. */
interface Events {
    @PostExchange("/event")
    void tell(@RequestHeader("Idempotency-Key") String key, @RequestBody Map<String, Object> event);
}
