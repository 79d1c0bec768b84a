package dev.concierge.hub.delivery.contact;

import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/** What we ask and tell user-service. */
public interface Users {
    /** The contacts of those who exist, in any order; at most 200. */
    @PostExchange("/users/contacts")
    Found contacts(@RequestBody Asked asked);

    /** What a guest likes; 404 for nobody. */
    @GetExchange("/profiles/{userId}")
    JsonNode profile(@PathVariable String userId);

    /** Repeating it changes nothing. */
    @PostExchange("/users/{userId}/consents")
    Recorded record(@PathVariable String userId, @RequestBody Consent consent);

    record Asked(List<String> userIds) {}

    record Found(List<Contact> items) {}

    /** What was said of one wish. */
    record Consent(String channel, String wish, boolean given, String source, Instant at) {}

    /** @param version the guest's, from which on their preferences obey it */
    record Recorded(long version) {}
}
