package dev.concierge.resource.availability;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.availability.AvailabilityRows.Snapshot;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.directory.Places;
import dev.concierge.resource.directory.Tenants;
import dev.concierge.resource.offer.Offer;
import dev.concierge.resource.offer.OfferId;
import dev.concierge.resource.offer.OfferNotFound;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which times are free: of one offer each slot, of many at once the first one and the days. */
@RestController
@RequestMapping("/offers")
class AvailabilityController {
    private static final Duration LONGEST = Duration.ofDays(62);
    private static final int MOST_SLOTS = 2_000;

    private final AvailabilityRows rows;
    private final Shards shards;
    private final Directory directory;
    private final Clock clock;
    private final Timer timer;

    AvailabilityController(
            AvailabilityRows rows, Shards shards, Directory directory, Clock clock, MeterRegistry meters) {
        this.rows = rows;
        this.shards = shards;
        this.directory = directory;
        this.clock = clock;
        this.timer = Timer.builder("resource.availability")
                .description("How long it takes to say what is free")
                .publishPercentileHistogram()
                .register(meters);
    }

    @Operation(summary = "Say of up to 200 offers when they are free, as of one moment")
    @PostMapping("/availability")
    Availability check(@Valid @RequestBody Ask body, Caller caller) {
        return timer.record(() -> checked(body, caller));
    }

    @Operation(summary = "List the times at which an offer can be booked")
    @GetMapping("/{business}/{offer}/slots")
    FreeTimes slots(
            @PathVariable String business,
            @PathVariable UUID offer,
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(defaultValue = "1") int party,
            @RequestParam(required = false) @Nullable Duration duration,
            Caller caller) {
        OfferId id = new OfferId(Places.visible(business, caller), offer);
        Span asked = span("?to", from, to);
        Instant now = clock.instant();
        Found found = read(List.of(id), asked, now).stream().findFirst().orElseThrow(() -> new OfferNotFound(id));
        found.offer().terms().checkParty("?party", party);
        Duration length = found.offer().terms().duration("?duration", duration);
        List<FreeTime> times = new ArrayList<>();
        new Slots(found.offer(), party, length, now, found.snapshot().occupancy(found.offer())).visit(asked, slot -> {
            times.add(FreeTime.of(slot));
            return times.size() < MOST_SLOTS;
        });
        return new FreeTimes(now, found.offer().openTimes().zone().getId(), times);
    }

    private Availability checked(Ask body, Caller caller) {
        Span asked = span("/to", body.from(), body.to());
        Instant now = clock.instant();
        Tenants tenants = Tenants.of(caller);
        List<OfferId> ids = body.offers().stream()
                .map(Ask.Wanted::id)
                .filter(id -> tenants.include(id.business()))
                .distinct()
                .toList();
        return new Availability(
                now,
                read(ids, asked, now).stream()
                        .map(found -> free(found, body.party(), asked, now))
                        .toList());
    }

    /** Shards that do not answer at the moment say nothing: their offers are missing in the answer. */
    private List<Found> read(List<OfferId> ids, Span asked, Instant now) {
        List<Found> found = new ArrayList<>();
        for (Shard shard : shards.all()) {
            if (shard.isUp()) {
                Snapshot snapshot = rows.read(shard, ids, asked, now);
                Set<Place> open = directory.open(
                        snapshot.offers().stream().map(Offer::place).collect(Collectors.toSet()));
                snapshot.offers().stream()
                        .filter(offer -> open.contains(offer.place()))
                        .forEach(offer -> found.add(new Found(offer, snapshot)));
            }
        }
        return found;
    }

    private static Free free(Found found, @Nullable Integer wanted, Span asked, Instant now) {
        Offer offer = found.offer();
        int party = Objects.requireNonNullElse(wanted, offer.terms().party().min());
        Set<LocalDate> days = new LinkedHashSet<>();
        List<FreeTime> first = new ArrayList<>();
        if (party >= offer.terms().party().min()
                && party <= offer.terms().party().max()) {
            Slots slots = new Slots(
                    offer,
                    party,
                    offer.terms().durations().getFirst(),
                    now,
                    found.snapshot().occupancy(offer));
            slots.visitDays(asked, slot -> {
                if (first.isEmpty()) {
                    first.add(FreeTime.of(slot));
                }
                days.add(LocalDate.ofInstant(
                        slot.when().from(), offer.openTimes().zone()));
            });
        }
        return new Free(
                offer.id().business().value(),
                offer.id().value(),
                offer.openTimes().zone().getId(),
                !first.isEmpty(),
                first.isEmpty() ? null : first.getFirst(),
                List.copyOf(days));
    }

    private static Span span(String pointer, Instant from, Instant to) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InvalidInput(pointer, to, "after from, by at most " + LONGEST);
        }
        return new Span(from, to);
    }

    /** @param party for how many people; the fewest that each offer takes where it is not said */
    record Ask(
            @NotEmpty @Size(max = 200) List<@Valid @NotNull Wanted> offers,
            @NotNull Instant from,
            @NotNull Instant to,
            @Nullable @Min(1) @Max(10_000) Integer party) {
        record Wanted(
                @NotNull @Pattern(regexp = BusinessId.PATTERN)
                String businessId,

                @NotNull UUID offerId) {
            OfferId id() {
                return new OfferId(new BusinessId(businessId), offerId);
            }
        }
    }

    /** Offers that cannot be booked, or are none of the caller's, are missing. */
    record Availability(Instant asOf, List<Free> offers) {}

    /**
     * When an offer is free, for as long as its first duration.
     *
     * @param next the first time
     * @param days with a free time, by the offer's clock
     */
    record Free(
            String businessId,
            UUID offerId,
            String zone,
            boolean available,
            @Nullable FreeTime next,
            List<LocalDate> days) {}

    record FreeTimes(Instant asOf, String zone, List<FreeTime> items) {}

    /** @param left how many more people would fit in beside */
    record FreeTime(Instant from, Instant to, int left) {
        static FreeTime of(Slots.Slot slot) {
            return new FreeTime(slot.when().from(), slot.when().to(), slot.left());
        }
    }

    private record Found(Offer offer, Snapshot snapshot) {}
}
