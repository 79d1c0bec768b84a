package dev.concierge.datemaker.event;

import dev.concierge.datemaker.plan.Mode;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All of an event but its start; what is left out is as for a bare row.
 *
 * @param businessId whose offer a seat is; null where seats cost nothing
 * @param offerId what a guest books to have a seat
 */
public record EventTemplate(
        @Nullable @Size(min = 1, max = 200) String title,
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
    /** As resource-service names businesses. */
    static final String BUSINESS = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

    /**
     * @param at the pointer of what holds these fields
     * @throws InvalidInput when fields do not make sense together
     */
    public void check(String at) {
        List<FieldError> errors = new ArrayList<>();
        boolean twoSided = mode == Mode.TWO_SIDED;
        if (twoSided && (sideOne == null || sideOther == null || sideOne.equals(sideOther))) {
            errors.add(new FieldError(at + "/sideOne", sideOne + " (expected: two sides with different names)"));
        }
        if (!twoSided && (sideOne != null || sideOther != null)) {
            errors.add(new FieldError(at + "/sideOne", sideOne + " (expected: no sides unless mode is TWO_SIDED)"));
        }
        if (youngest != null && oldest != null && youngest > oldest) {
            errors.add(new FieldError(at + "/youngest", youngest + " (expected: at most oldest, " + oldest + ")"));
        }
        if (capacity != null && (least == null ? Format.LEAST : least) > capacity) {
            errors.add(new FieldError(at + "/capacity", capacity + " (expected: at least as many as take part)"));
        }
        if ((businessId == null) != (offerId == null)) {
            errors.add(
                    businessId == null
                            ? new FieldError(at + "/businessId", "null (expected: whose offer /offerId is)")
                            : new FieldError(at + "/offerId", "null (expected: an offer of /businessId)"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    Format format() {
        return new Format(
                mode == null ? Mode.ALL : mode,
                groupSize,
                capacity,
                least == null ? Format.LEAST : least,
                sideOne,
                sideOther,
                language,
                youngest,
                oldest);
    }

    Timing timing() {
        return new Timing(
                or(callSeconds, Timing.DEFAULT.callSeconds()),
                or(pauseSeconds, Timing.DEFAULT.pauseSeconds()),
                or(lateSeconds, Timing.DEFAULT.lateSeconds()),
                or(choiceSeconds, Timing.DEFAULT.choiceSeconds()));
    }

    @Nullable
    Fare fare() {
        return businessId == null || offerId == null ? null : new Fare(businessId, offerId, null, null);
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
