package dev.concierge.datemaker.booking;

import dev.concierge.datemaker.booking.Bookings.AskQuote;
import dev.concierge.datemaker.booking.Bookings.Quote;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Asks an event's offer once what a seat costs, so that guests know before they register, and whether guests can book its
 * seats past the event's list, which whoever runs the service should hear of.
 */
@Component
class ReadPrice implements EffectHandler<ReadPrice.Asked> {
    static final String KIND = "seat.quote";

    private static final Logger log = LoggerFactory.getLogger(ReadPrice.class);

    private final Bookings bookings;
    private final DateEvents events;
    private final String service;

    ReadPrice(Bookings bookings, DateEvents events, @Value("${spring.application.name}") String service) {
        this.bookings = bookings;
        this.events = events;
        this.service = service;
    }

    record Asked(String business, UUID offer) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Asked> payloadType() {
        return Asked.class;
    }

    @Override
    public Completion perform(RequestedEffect<Asked> effect) {
        Asked asked = effect.payload();
        try {
            Quote quote = bookings.quote(asked.business(), asked.offer(), new AskQuote(1));
            String through =
                    bookings.offer(asked.business(), asked.offer()).terms().bookedThrough();
            return () -> {
                if (!service.equals(through)) {
                    warnOfOpenOffer(effect.id(), asked, through);
                }
                events.lock(new DateEventId(effect.id())).ifPresent(event -> {
                    event.costs(quote.total(), quote.currency());
                    events.save(event);
                });
            };
        } catch (HttpClientErrorException refusal) {
            String why = Refused.reason(refusal);
            return () -> log.warn(
                    "Date event {} has a seat to book that cannot be: offer {} of {}: {}",
                    effect.id(),
                    asked.offer(),
                    asked.business(),
                    why);
        }
    }

    private void warnOfOpenOffer(UUID event, Asked asked, @Nullable String through) {
        log.warn(
                "Seats of date event {} are not given out by its list alone: offer {} of {} is booked through {}"
                        + " (expected: bookedThrough {} in its terms)",
                event,
                asked.offer(),
                asked.business(),
                through == null ? "everybody" : through,
                service);
    }

    @Override
    public void onGivenUp(RequestedEffect<Asked> effect, String cause) {
        log.warn("What a seat of date event {} costs is not known: {}", effect.id(), cause);
    }
}
