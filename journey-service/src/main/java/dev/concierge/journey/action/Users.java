package dev.concierge.journey.action;

import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PatchExchange;

/** Guests, at user-service. */
interface Users {
    @PatchExchange("/users/{userId}")
    void patch(@PathVariable("userId") String userId, @RequestBody Map<String, Object> changes);
}
