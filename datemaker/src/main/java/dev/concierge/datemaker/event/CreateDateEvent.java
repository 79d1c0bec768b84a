package dev.concierge.datemaker.event;

import dev.concierge.datemaker.plan.Mode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is left out is as for a bare row. */
record CreateDateEvent(
        @NotNull Instant startsAt,
        @Nullable @Size(min = 1, max = 200) String title,
        @Nullable UUID seriesId,
        @Nullable Mode mode,
        @Nullable @Min(2) @Max(60) Integer groupSize,
        @Nullable @Min(2) @Max(10_000) Integer capacity,
        @Nullable @Min(2) @Max(10_000) Integer least,
        @Nullable @Size(min = 1, max = 50) String sideOne,
        @Nullable @Size(min = 1, max = 50) String sideOther,
        @Nullable @Size(min = 2, max = 35) String language,
        @Nullable @Min(18) @Max(120) Integer youngest,
        @Nullable @Min(18) @Max(120) Integer oldest,
        @Nullable @Min(5) @Max(3_600) Integer callSeconds,
        @Nullable @Min(1) @Max(3_600) Integer pauseSeconds,
        @Nullable @Min(0) @Max(1_800) Integer lateSeconds,
        @Nullable @Min(1) @Max(604_800) Integer choiceSeconds,
        @Nullable @Pattern(regexp = EventTemplate.BUSINESS) String businessId,
        @Nullable UUID offerId) {

    EventTemplate template() {
        return new EventTemplate(
                title,
                mode,
                groupSize,
                capacity,
                least,
                sideOne,
                sideOther,
                language,
                youngest,
                oldest,
                callSeconds,
                pauseSeconds,
                lateSeconds,
                choiceSeconds,
                businessId,
                offerId);
    }
}
