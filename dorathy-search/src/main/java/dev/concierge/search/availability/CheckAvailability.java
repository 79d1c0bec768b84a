package dev.concierge.search.availability;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.platform.input.Numbers;
import dev.concierge.search.availability.AvailabilityView.State;
import dev.concierge.search.availability.OfferAvailabilities.Ask;
import dev.concierge.search.availability.OfferAvailabilities.Availability;
import dev.concierge.search.availability.OfferAvailabilities.Free;
import dev.concierge.search.availability.OfferAvailabilities.Offer;
import dev.concierge.search.document.Searchable;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Asks resource-service of one page, in one call, whether what is found can be had. An index is behind the bookings by its
 * nature, so what it says is a hint; the truth is asked for when it matters, for what is shown, and a search is answered
 * whether it comes in time or not.
 */
@Component
@EnableConfigurationProperties(AvailabilitySettings.class)
public class CheckAvailability {
    private static final Logger log = LoggerFactory.getLogger(CheckAvailability.class);
    private static final AvailabilityView NO_OFFER = AvailabilityView.unknown("is not offered for booking");

    private final OfferAvailabilities availabilities;
    private final AvailabilitySettings settings;
    private final Clock clock;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    CheckAvailability(ServiceClients services, AvailabilitySettings settings, Clock clock) {
        this.availabilities = services.create(OfferAvailabilities.class, "resource");
        this.settings = settings;
        this.clock = clock;
    }

    /** One for each, in their order. */
    public List<AvailabilityView> of(List<Searchable> page) {
        Map<Searchable, Offer> offers = new LinkedHashMap<>();
        page.forEach(document -> offer(document).ifPresent(offer -> offers.put(document, offer)));
        if (offers.isEmpty()) {
            return page.stream().map(_ -> NO_OFFER).toList();
        }
        Instant now = clock.instant();
        Ask ask = new Ask(offers.values().stream().distinct().toList(), now, now.plus(settings.ahead()));
        Future<Availability> call = calls.submit(() -> availabilities.check(ask));
        try {
            Availability answer = call.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
            return views(page, offers, answer);
        } catch (TimeoutException late) {
            call.cancel(true);
            return unknown(page, offers, "resource-service did not answer in time");
        } catch (ExecutionException failed) {
            return unknown(page, offers, why(failed));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return unknown(page, offers, "the service is stopping");
        }
    }

    private static String why(ExecutionException failed) {
        Throwable failure = failed.getCause();
        if (!(failure instanceof ServiceUnavailable) && !(failure instanceof RestClientException)) {
            throw new IllegalStateException(failed);
        }
        log.warn("Availabilities cannot be verified: {}", failure.getMessage());
        return "resource-service cannot be asked now";
    }

    private static List<AvailabilityView> views(
            List<Searchable> page, Map<Searchable, Offer> offers, Availability answer) {
        Map<Offer, Boolean> free = answer.offers().stream()
                .collect(Collectors.toMap(
                        one -> new Offer(one.businessId(), one.offerId()), Free::available, (one, other) -> one));
        List<AvailabilityView> views = new ArrayList<>();
        for (Searchable document : page) {
            Offer offer = offers.get(document);
            if (offer == null) {
                views.add(NO_OFFER);
            } else if (Boolean.TRUE.equals(free.get(offer))) {
                views.add(new AvailabilityView(State.VERIFIED, answer.asOf(), "can be had"));
            } else {
                String says = free.containsKey(offer) ? "cannot be had any more" : "is not offered any more";
                views.add(new AvailabilityView(State.CHANGED, answer.asOf(), says));
            }
        }
        return views;
    }

    private static List<AvailabilityView> unknown(List<Searchable> page, Map<Searchable, Offer> offers, String why) {
        return page.stream()
                .map(document -> offers.containsKey(document) ? AvailabilityView.unknown(why) : NO_OFFER)
                .toList();
    }

    /** Those of experiences, which name it. */
    private static Optional<Offer> offer(Searchable document) {
        if (document.attributes().get("businessId") instanceof String business
                && document.attributes().get("offerId") instanceof String offer) {
            try {
                return Optional.of(new Offer(business, Numbers.uuid(offer)));
            } catch (IllegalArgumentException notOffer) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    @PreDestroy
    void stop() {
        calls.shutdownNow();
    }
}
