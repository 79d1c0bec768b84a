package dev.concierge.resource.announcement;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Shows changes on the live channels. */
@HttpExchange
interface Hub {
    /** @param notifications an array: each one's {@code messageId} makes a repetition known */
    @PostExchange(url = "/api/notifications", contentType = MediaType.APPLICATION_JSON_VALUE)
    void show(@RequestBody String notifications);
}
