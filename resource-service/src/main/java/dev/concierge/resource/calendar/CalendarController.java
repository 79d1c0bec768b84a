package dev.concierge.resource.calendar;

import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.outgoing.OutgoingCalls;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.directory.Places;
import dev.concierge.resource.tenant.TenantTransactions;
import dev.concierge.resource.unit.UnitId;
import dev.concierge.resource.unit.UnitNotFound;
import dev.concierge.resource.unit.Units;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Audited
@RequestMapping("/businesses/{business}/locations/{location}/units/{unit}/calendar")
class CalendarController {
    private static final String SUBSCRIBED = "webcal:";

    private final TenantTransactions tenants;
    private final Directory directory;
    private final Units units;
    private final CalendarFeeds feeds;
    private final Clock clock;

    CalendarController(TenantTransactions tenants, Directory directory, Units units, CalendarFeeds feeds, Clock clock) {
        this.tenants = tenants;
        this.directory = directory;
        this.units = units;
        this.feeds = feeds;
        this.clock = clock;
    }

    @Operation(summary = "Read which calendar says when a unit is busy, and how reading it went")
    @GetMapping
    View read(@PathVariable String business, @PathVariable String location, @PathVariable String unit, Caller caller) {
        Place place = Places.visible(business, location, caller);
        UnitId id = UnitId.named(unit);
        return tenants.read(place.business(), shard -> feeds.find(shard, place, id))
                .map(View::of)
                .orElseThrow(() -> new CalendarNotFound(unit));
    }

    @Operation(summary = "Follow a calendar (iCalendar, RFC 5545): the unit cannot be booked while it says busy")
    @PutMapping
    View follow(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String unit,
            @Valid @RequestBody Follow body,
            Precondition precondition,
            Caller caller) {
        Place place = Places.visible(business, location, caller);
        UnitId id = UnitId.named(unit);
        String url = body.address();
        OutgoingCalls.faultOf(url).ifPresent(fault -> {
            throw new InvalidInput("/url", body.url(), "an address of a calendar that may be called: " + fault);
        });
        var _ = directory.find(place); // a write would add it
        return tenants.write(place, shard -> {
            var _ = units.lock(shard, place, id).orElseThrow(() -> new UnitNotFound(unit));
            feeds.find(shard, place, id).map(View::of).ifPresentOrElse(precondition::check, precondition::checkAbsent);
            return View.of(feeds.save(shard, place, id, url, clock.instant()));
        });
    }

    @Operation(summary = "Follow a unit's calendar no longer; what it said no longer counts")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unfollow(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String unit,
            Precondition precondition,
            Caller caller) {
        Place place = Places.visible(business, location, caller);
        UnitId id = UnitId.named(unit);
        var _ = directory.find(place);
        boolean _ = tenants.write(place, shard -> {
            var _ = units.lock(shard, place, id);
            CalendarFeed before = feeds.find(shard, place, id).orElseThrow(() -> new CalendarNotFound(unit));
            precondition.check(View.of(before));
            feeds.remove(shard, place, id);
            return true;
        });
    }

    /** @param url https, or webcal as calendars offer it for subscribing */
    record Follow(@NotBlank @Size(max = 2000) String url) {
        private String address() {
            return url.toLowerCase(Locale.ROOT).startsWith(SUBSCRIBED)
                    ? "https:" + url.substring(SUBSCRIBED.length())
                    : url;
        }
    }

    /** As operators of the business see it. */
    record View(
            String businessId,
            String locationId,
            String unitId,
            String url,
            @Nullable Instant readAt,
            @Nullable String failure,
            long version,
            Instant updatedAt) {
        private static View of(CalendarFeed feed) {
            return new View(
                    feed.place().business().value(),
                    feed.place().location().value(),
                    feed.unit().value(),
                    feed.url(),
                    feed.readAt(),
                    feed.failure(),
                    feed.version(),
                    feed.updatedAt());
        }
    }

    private static final class CalendarNotFound extends Fact {
        private CalendarNotFound(String unit) {
            super(Kind.NOT_FOUND, "calendar-not-found", "Unit " + unit + " follows no calendar.");
        }
    }
}
