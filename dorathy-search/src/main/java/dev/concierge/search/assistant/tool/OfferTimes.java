package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.input.Zones;
import dev.concierge.search.assistant.tool.Bookings.AskQuote;
import dev.concierge.search.assistant.tool.Bookings.FreeTime;
import dev.concierge.search.assistant.tool.Bookings.FreeTimes;
import dev.concierge.search.assistant.tool.Bookings.Quote;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.query.Search;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When what is found can be had, and for how much. */
@Component
class OfferTimes {
    /** From the first zone's midnight to the last one's. */
    private static final Duration ZONES_BEFORE = Duration.ofHours(14);

    private static final Duration ZONES_AFTER = Duration.ofHours(36);
    private static final Duration AHEAD = Duration.ofDays(14);

    private final Bookings bookings;
    private final Search search;
    private final Clock clock;

    OfferTimes(ServiceClients services, Search search, Clock clock) {
        this.bookings = services.create(Bookings.class, "resource");
        this.search = search;
        this.clock = clock;
    }

    /** Something of the index that can be booked. */
    record Offer(String title, String business, UUID offer) {}

    /** What can be booked under an item's id; empty when there is no such item or it is not offered. */
    Optional<Offer> offer(String item) {
        return search.find(new DocumentKey(Kind.ITEM, item)).flatMap(OfferTimes::offer);
    }

    private static Optional<Offer> offer(Searchable document) {
        if (document.attributes().get("businessId") instanceof String business
                && document.attributes().get("offerId") instanceof String offer) {
            try {
                return Optional.of(new Offer(Described.plain(document.title(), 120), business, Numbers.uuid(offer)));
            } catch (Refused noOffer) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * The free times, by the clock of the place.
     *
     * @param day null for the next days
     */
    List<ZonedDateTime> free(Offer offer, @Nullable String day, int party) {
        Instant now = clock.instant();
        LocalDate date = day == null ? null : date(day);
        Instant from = date == null
                ? now
                : date.atStartOfDay().toInstant(ZoneOffset.UTC).minus(ZONES_BEFORE);
        Instant to = date == null
                ? now.plus(AHEAD)
                : date.atStartOfDay().toInstant(ZoneOffset.UTC).plus(ZONES_AFTER);
        if (!to.isAfter(now)) {
            return List.of();
        }
        Instant begin = from.isBefore(now) ? now : from;
        FreeTimes times = bookings.slots(offer.business(), offer.offer(), begin.toString(), to.toString(), party);
        return times.items().stream()
                .map(FreeTime::from)
                .map(at -> at.atZone(Zones.named(times.zone())))
                .filter(at -> date == null || at.toLocalDate().equals(date))
                .toList();
    }

    Quote quote(Offer offer, int party) {
        return bookings.quote(offer.business(), offer.offer(), new AskQuote(party));
    }

    private static LocalDate date(String day) {
        try {
            return Times.date(day);
        } catch (Refused noDate) {
            throw new Arguments.Unfit("day: (expected: YYYY-MM-DD)");
        }
    }
}
