package dev.concierge.journey.schedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Who is in a segment, as user-service keeps it. */
interface Segments {
    int MOST = 200;

    @GetExchange("/segments/{segmentId}/members")
    Page members(
            @PathVariable("segmentId") String segmentId,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam("limit") int limit);

    /** @param next null on the last page */
    record Page(List<Member> items, @Nullable String next) {}

    record Member(String userId, Instant enteredAt) {}
}
