package dev.concierge.resource.offer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.opening.Opening;
import dev.concierge.resource.price.Price;
import dev.concierge.resource.unit.UnitId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is offered and by which rules.
 *
 * @param active whether it can be booked
 * @param requires what a booking takes: one unit of each of these
 * @param durations how long a booking may last; the first unless another is asked for
 * @param step from one beginning to the next, counted from where it opens
 * @param before what is blocked before a booking, such as for preparing
 * @param after what is blocked after it, such as for cleaning
 * @param notice how long ahead it must be booked at least
 * @param horizon how long ahead it may be booked at most
 * @param hold how long a booking is kept for somebody who has not confirmed it
 * @param prepaid whether a booking is confirmed by its payment
 * @param cancellation what is paid back by how early it is cancelled; nothing after the last
 * @param bookedThrough the service that alone books it for guests, such as one that decides who has a seat; null where
 *     guests book it themselves. The business may book it always. Left out where it is null, so that what was asked for
 *     before there was such a thing is the same request still.
 */
public record OfferTerms(
        @NotBlank @Size(max = 200) String name,
        @Nullable Boolean active,
        @NotEmpty @Size(max = 10) List<@Valid @NotNull Requirement> requires,
        @NotNull @Valid Party party,
        @NotEmpty @Size(max = 10) List<@NotNull Duration> durations,
        @NotNull @Schema(example = "PT30M") Duration step,
        @Nullable @Schema(example = "PT10M") Duration before,
        @Nullable @Schema(example = "PT10M") Duration after,
        @NotNull @Valid Opening opening,
        @Nullable @Schema(example = "PT2H") Duration notice,
        @Nullable @Schema(example = "P90D") Duration horizon,
        @Nullable @Schema(example = "PT10M") Duration hold,
        @Nullable Boolean prepaid,
        @NotNull @Valid Price price,
        @Size(max = 20) List<@Valid @NotNull Cancellation> cancellation,

        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) @Pattern(regexp = "^[a-z][a-z0-9-]{0,62}$")
        String bookedThrough) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration FURTHEST = Duration.ofDays(730);
    private static final Duration LONGEST_HOLD = Duration.ofDays(1);

    public OfferTerms {
        active = Objects.requireNonNullElse(active, true);
        before = Objects.requireNonNullElse(before, Duration.ZERO);
        after = Objects.requireNonNullElse(after, Duration.ZERO);
        notice = Objects.requireNonNullElse(notice, Duration.ZERO);
        horizon = Objects.requireNonNullElse(horizon, Duration.ofDays(365));
        hold = Objects.requireNonNullElse(hold, Duration.ofMinutes(10));
        prepaid = Objects.requireNonNullElse(prepaid, false);
        cancellation = cancellation == null ? List.of() : cancellation;
    }

    /** @throws InvalidInput naming what does not fit together */
    void check(String pointer) {
        for (int i = 0; i < durations.size(); i++) {
            minutes(pointer + "/durations/" + i, durations.get(i), MINUTE, LONGEST);
        }
        minutes(pointer + "/step", step, MINUTE, Duration.ofDays(1));
        minutes(pointer + "/before", bufferBefore(), Duration.ZERO, LONGEST);
        minutes(pointer + "/after", bufferAfter(), Duration.ZERO, LONGEST);
        minutes(pointer + "/notice", leadTime(), Duration.ZERO, FURTHEST);
        minutes(pointer + "/horizon", furthest(), MINUTE, FURTHEST);
        minutes(pointer + "/hold", holdTime(), MINUTE, LONGEST_HOLD);
        if (party.max() < party.min()) {
            throw new InvalidInput(pointer + "/party/max", party.max(), "at least min, " + party.min());
        }
        opening.check(pointer + "/opening");
        price.check(pointer + "/price");
        checkUnits(pointer + "/requires");
        for (int i = 1; i < cancellation.size(); i++) {
            if (cancellation.get(i).before().compareTo(cancellation.get(i - 1).before()) >= 0) {
                throw new InvalidInput(
                        pointer + "/cancellation/" + i + "/before",
                        cancellation.get(i).before(),
                        "shorter than the one before it, "
                                + cancellation.get(i - 1).before());
            }
        }
    }

    private void checkUnits(String pointer) {
        Set<String> named = new HashSet<>();
        for (int i = 0; i < requires.size(); i++) {
            List<String> some = requires.get(i).anyOf();
            for (int j = 0; j < some.size(); j++) {
                if (!named.add(some.get(j))) {
                    throw new InvalidInput(
                            pointer + "/" + i + "/anyOf/" + j, some.get(j), "a unit that is named once in the offer");
                }
            }
        }
    }

    private static void minutes(String pointer, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0
                || value.compareTo(most) > 0
                || value.getSeconds() % 60 != 0
                || value.getNano() != 0) {
            throw new InvalidInput(pointer, value, "whole minutes, " + least + " to " + most);
        }
    }

    /** Every unit that a booking may take. */
    public List<UnitId> units() {
        return requires.stream()
                .flatMap(requirement -> requirement.units().stream())
                .toList();
    }

    /** How many minutes of its units a booking takes before or after its beginning, at most. */
    int reach() {
        Duration longest =
                durations.stream().max(Duration::compareTo).orElseThrow().plus(bufferAfter());
        return (int) Math.max(longest.toMinutes(), bufferBefore().toMinutes());
    }

    /** The same, to be booked or not. */
    OfferTerms with(boolean bookable) {
        return new OfferTerms(
                name,
                bookable,
                requires,
                party,
                durations,
                step,
                before,
                after,
                opening,
                notice,
                horizon,
                hold,
                prepaid,
                price,
                cancellation,
                bookedThrough);
    }

    public boolean isActive() {
        return Boolean.TRUE.equals(active);
    }

    public boolean isPrepaid() {
        return Boolean.TRUE.equals(prepaid);
    }

    public Duration bufferBefore() {
        return Objects.requireNonNull(before);
    }

    public Duration bufferAfter() {
        return Objects.requireNonNull(after);
    }

    public Duration leadTime() {
        return Objects.requireNonNull(notice);
    }

    public Duration furthest() {
        return Objects.requireNonNull(horizon);
    }

    public Duration holdTime() {
        return Objects.requireNonNull(hold);
    }

    /** @throws InvalidInput when it is too small or too large */
    public void checkParty(String pointer, int size) {
        if (size < party.min() || size > party.max()) {
            throw new InvalidInput(pointer, size, party.min() + " to " + party.max());
        }
    }

    /**
     * How long a booking lasts.
     *
     * @param asked null for the first
     * @throws InvalidInput when it is none of the offer's
     */
    public Duration duration(String pointer, @Nullable Duration asked) {
        if (asked == null) {
            return durations.getFirst();
        }
        if (!durations.contains(asked)) {
            throw new InvalidInput(pointer, asked, "one of " + durations);
        }
        return asked;
    }

    /** How many basis points of what was paid a guest gets back who cancels so long before the beginning. */
    public int refund(Duration ahead) {
        return cancellation.stream()
                .filter(rule -> ahead.compareTo(rule.before()) >= 0)
                .mapToInt(Cancellation::refundBasisPoints)
                .findFirst()
                .orElse(0);
    }

    /**
     * One of some units.
     *
     * @param anyOf in the order of preference
     * @param shared whether others may take a part of it at the same time, each as much as their party is
     */
    public record Requirement(
            @NotEmpty @Size(max = 50) List<@NotNull @Pattern(regexp = BusinessId.PATTERN) String> anyOf,
            boolean shared) {
        public List<UnitId> units() {
            return anyOf.stream().map(UnitId::new).toList();
        }
    }

    /** How many people a booking may be for. */
    public record Party(
            @Min(1) @Max(10_000) int min,
            @Min(1) @Max(10_000) int max) {}

    /**
     * What is paid back of a booking that is cancelled in time.
     *
     * @param before how long before the beginning at least
     * @param refundBasisPoints hundredths of a percent of what was paid
     */
    public record Cancellation(
            @NotNull Duration before, @Min(0) @Max(10_000) int refundBasisPoints) {}
}
