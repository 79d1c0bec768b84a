package dev.concierge.journey.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The taking in of who was in a journey's segment before the journey was live.
 *
 * @param liveAt since when those who come are told; they are left out here. Null while it is awaited
 * @param asked how many guests were asked in; entry rules decide about each
 * @param endedAt null while it goes on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Backfill(
        String journeyId,
        int version,
        String segmentId,
        @Nullable Instant liveAt,
        long asked,
        @Nullable Instant endedAt) {}
