package dev.concierge.journey.action;

import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** The segments that guests are in, at user-service. */
interface GuestSegments {
    @GetExchange("/users/{userId}/segments")
    Page of(@PathVariable("userId") String userId);

    record Page(List<Segment> items) {}

    record Segment(String segmentId) {}
}
