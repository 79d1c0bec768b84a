package dev.concierge.bench.drill;

import dev.concierge.bench.lab.TopicLedger;
import dev.concierge.bench.lab.TopicLedger.Entry;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.setting.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the drill of bookings found.
 *
 * @param ends bookings by the state in which they ended
 * @param refused requests that were refused because a time was taken or a hold was over
 * @param unanswered guests some request of whom was never answered, or as nobody expects
 * @param lost answered bookings that are not there
 * @param otherwise bookings that are not as their guest was told
 * @param overfull hours in which a unit is had by more than it holds
 * @param open holds that never ended
 * @param untold versions that the topic does not tell
 * @param toldTwice versions that the topic tells more than once, each time as another message
 * @param swapped messages of a booking that came after a later one
 * @param endedTwice bookings that the topic calls both confirmed and expired
 */
record BookingCount(
        Map<String, Long> ends,
        int refused,
        int unanswered,
        int lost,
        int otherwise,
        int overfull,
        int open,
        int untold,
        int toldTwice,
        int swapped,
        int endedTwice,
        int wireDuplicates) {
    static BookingCount of(LocalFleet fleet, Visits visits, Duration patience) {
        Wait.until(
                patience,
                Duration.ofSeconds(1),
                () -> visits.bookings().stream()
                        .noneMatch(booking -> status(booking).equals("held")));
        Map<String, JsonNode> bookings = visits.bookings().stream()
                .collect(Collectors.toMap(booking -> booking.path("bookingId").asString(), Function.identity()));
        int versions = bookings.values().stream()
                .mapToInt(booking -> booking.path("version").asInt())
                .sum();
        Wait.until(
                patience,
                Duration.ofSeconds(1),
                () -> topic(fleet, visits).entries().size() >= versions);
        TopicLedger topic = topic(fleet, visits);
        Map<String, List<Entry>> entries = topic.entries().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.data().path("bookingId").asString()));
        int untold = 0;
        int toldTwice = 0;
        int swapped = 0;
        int endedTwice = 0;
        for (Map.Entry<String, JsonNode> booking : bookings.entrySet()) {
            List<Entry> messages = entries.getOrDefault(booking.getKey(), List.of());
            List<Long> numbers = messages.stream()
                    .map(entry -> entry.data().path("version").asLong())
                    .toList();
            int distinct = (int) numbers.stream().distinct().count();
            untold += booking.getValue().path("version").asInt() - distinct;
            toldTwice += numbers.size() - distinct;
            swapped += numbers.equals(numbers.stream().sorted().toList()) ? 0 : 1;
            endedTwice += types(messages, "booking.expired") > 1
                            || types(messages, "booking.expired") + types(messages, "booking.confirmed") > 1
                    ? 1
                    : 0;
        }
        List<Visits.Told> told = visits.told();
        return new BookingCount(
                bookings.values().stream().collect(Collectors.groupingBy(BookingCount::status, Collectors.counting())),
                visits.refused(),
                visits.unanswered(),
                (int) told.stream()
                        .filter(one -> !bookings.containsKey(one.bookingId()))
                        .count(),
                (int) told.stream()
                        .filter(one -> bookings.containsKey(one.bookingId()))
                        .filter(one -> !isAsTold(Objects.requireNonNull(bookings.get(one.bookingId())), one))
                        .count(),
                overfull(visits, bookings.values().stream().toList()),
                (int) bookings.values().stream()
                        .filter(booking -> status(booking).equals("held"))
                        .count(),
                untold,
                toldTwice,
                swapped,
                endedTwice,
                topic.wireDuplicates());
    }

    /** A drill in which nobody let a hold lapse, moved or met another shows nothing. */
    boolean isClean() {
        return ends.getOrDefault("confirmed", 0L) > 0
                && ends.getOrDefault("expired", 0L) > 0
                && ends.getOrDefault("cancelled", 0L) > 0
                && refused > 0
                && unanswered == 0
                && lost == 0
                && otherwise == 0
                && overfull == 0
                && open == 0
                && untold == 0
                && toldTwice == 0
                && swapped == 0
                && endedTwice == 0;
    }

    private static String status(JsonNode booking) {
        return booking.path("status").asString();
    }

    private static boolean isAsTold(JsonNode booking, Visits.Told told) {
        return status(booking).equals(told.status())
                && booking.path("from").asString().equals(told.from());
    }

    private static long types(List<Entry> messages, String type) {
        return messages.stream().filter(message -> message.type().equals(type)).count();
    }

    private static TopicLedger topic(LocalFleet fleet, Visits visits) {
        return TopicLedger.read(
                fleet.kafka(),
                "bookings",
                _ -> true,
                data -> data.path("businessId").asString().equals(visits.business()));
    }

    /** Every booking lasts one whole hour. */
    private static int overfull(Visits visits, List<JsonNode> bookings) {
        Map<String, Integer> taken = new HashMap<>();
        List<String> over = new ArrayList<>();
        for (JsonNode booking : bookings) {
            if (status(booking).equals("confirmed")) {
                Visits.Offered offer = visits.offered(booking.path("offerId").asString());
                for (String unit : offer.units()) {
                    int capacity = Objects.requireNonNull(Visits.capacities().get(unit));
                    int seats = offer.shared() ? booking.path("party").asInt() : capacity;
                    String hour = unit + " " + booking.path("from").asString();
                    if (taken.merge(hour, seats, Integer::sum) > capacity) {
                        over.add(hour);
                    }
                }
            }
        }
        return over.size();
    }
}
