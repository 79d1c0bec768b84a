package dev.concierge.bench.drill;

import dev.concierge.localstack.driver.LocalFleet;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Guests who each want one time, and what they were told; each request is tried until it is answered. */
final class Visits {
    /** As short as an offer can have it. */
    static final Duration HOLD = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Two units in either order, one of them alone, and seats of a third. */
    private static final List<Offered> OFFERS = List.of(
            new Offered("both", List.of("a", "b"), false),
            new Offered("reversed", List.of("b", "a"), false),
            new Offered("one", List.of("a"), false),
            new Offered("seats", List.of("bus"), true));

    private static final Map<String, Integer> CAPACITIES = Map.of("a", 1, "b", 1, "bus", 7);
    private static final String TERMS = """
            {"name": "%s", "requires": [%s], "party": {"min": 1, "max": %d}, "durations": ["PT1H"], "step": "PT1H",
             "opening": {"weekly": [{"days": ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY",
             "SUNDAY"], "from": "00:00", "to": "00:00"}], "rules": [], "exceptions": []}, "hold": "%s",
             "price": {"currency": "EUR", "charges": [{"name": "Seat", "per": "PERSON", "amount": 1500}], "taxes": [],
             "shares": []}, "cancellation": []}
            """;

    private final String business;
    private final long seed;
    private final InsistingClient client;
    private final Instant day =
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
    private final List<String> offerIds = new ArrayList<>();
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    Visits(LocalFleet fleet, String business, long seed) {
        this.business = business;
        this.seed = seed;
        this.client =
                new InsistingClient(fleet, PATIENCE, answer -> answer.body().contains("request-in-flight"));
    }

    /** What is offered, and which units it takes. */
    record Offered(String name, List<String> units, boolean shared) {}

    /**
     * What a guest was told last.
     *
     * @param status its state; for a hold that nothing more was asked of, the one in which it has to end
     */
    record Told(String bookingId, String status, String from) {}

    static Map<String, Integer> capacities() {
        return CAPACITIES;
    }

    String business() {
        return business;
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    int refused() {
        return refused.get();
    }

    /** Guests some request of whom was never answered, or as nobody expects. */
    int unanswered() {
        return unanswered.get();
    }

    Offered offered(String offerId) {
        return OFFERS.get(offerIds.indexOf(offerId));
    }

    void addOffers() {
        JsonNode _ = taken(
                "POST", "/businesses", "{\"businessId\":\"" + business + "\",\"name\":\"Drill\",\"zone\":\"UTC\"}");
        JsonNode _ = taken(
                "POST",
                "/businesses/" + business + "/locations",
                "{\"locationId\":\"l\",\"name\":\"Drill\",\"zone\":\"UTC\"}");
        CAPACITIES.forEach((unit, capacity) -> taken(
                "PUT",
                "/businesses/" + business + "/locations/l/units/" + unit,
                "{\"name\":\"Unit\",\"capacity\":" + capacity + "}"));
        for (Offered offer : OFFERS) {
            List<String> requires = offer.units().stream()
                    .map(unit -> "{\"anyOf\":[\"" + unit + "\"],\"shared\":" + offer.shared() + "}")
                    .toList();
            String terms = TERMS.formatted(offer.name(), String.join(",", requires), offer.shared() ? 3 : 1, HOLD);
            JsonNode added = taken(
                    "POST",
                    "/offers",
                    "{\"businessId\":\"" + business + "\",\"locationId\":\"l\",\"terms\":" + terms + "}");
            offerIds.add(added.path("offerId").asString());
        }
    }

    /** So many begin each second; returns when all have ended. */
    void run(int guests, double perSecond) {
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int guest = 0; guest < guests; guest++) {
                LockSupport.parkNanos(Math.max(0, start + (long) (guest * 1e9 / perSecond) - System.nanoTime()));
                int number = guest;
                unanswered.incrementAndGet();
                threads.submit(() -> {
                    visit(number);
                    unanswered.decrementAndGet();
                });
            }
        }
    }

    private void visit(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        Instant from = slot(number, random);
        int offer = random.nextInt(OFFERS.size());
        int party = OFFERS.get(offer).shared() ? 1 + random.nextInt(3) : 1;
        HttpResponse<String> held = send(
                "/bookings",
                "{\"businessId\":\"%s\",\"offerId\":\"%s\",\"from\":\"%s\",\"party\":%d,\"userId\":\"%s\"}"
                        .formatted(business, offerIds.get(offer), from, party, new UUID(seed, number)),
                request -> request.header("Idempotency-Key", business + number));
        if (held.statusCode() != 201) {
            refused(held);
            return;
        }
        JsonNode booking = JSON.readTree(held.body());
        Visit visit = new Visit(booking.path("bookingId").asString(), from.toString());
        switch (random.nextInt(8)) {
            case 0 -> visit.lapse();
            case 1 -> visit.confirmLate(booking.path("expiresAt"), random.nextInt(400) - 200);
            case 2 -> visit.change("cancellation", "{}");
            case 3, 4 -> {
                visit.move(slot(number, random));
                visit.change("confirmation", "");
            }
            case 5 -> {
                visit.change("confirmation", "");
                visit.move(slot(number, random));
            }
            case 6 -> {
                visit.change("confirmation", "");
                visit.change("cancellation", "{\"reason\":\"drill\"}");
            }
            default -> visit.change("confirmation", "");
        }
        told.add(visit.last);
    }

    /** Few enough for the guests of a moment to meet. */
    private Instant slot(int number, Random random) {
        return day.plus(number / 6 + random.nextInt(6), ChronoUnit.HOURS);
    }

    /** One booking after it is held. */
    private final class Visit {
        private final String path;
        private Told last;

        private Visit(String bookingId, String from) {
            this.path = "/bookings/" + business + "/" + bookingId;
            this.last = new Told(bookingId, "expired", from);
        }

        /** Nothing more is asked. */
        void lapse() {}

        /** @param expiresAt null where it is over before its guest was answered */
        void confirmLate(JsonNode expiresAt, long millis) {
            Instant end = expiresAt.isString() ? Instant.parse(expiresAt.stringValue()) : Instant.EPOCH;
            LockSupport.parkNanos(Duration.between(Clock.systemUTC().instant(), end.plusMillis(millis))
                    .toNanos());
            change("confirmation", "");
        }

        void move(Instant to) {
            change("reschedule", "{\"from\":\"" + to + "\"}");
        }

        /** A refusal leaves it as it was: taken is what was asked for, or the hold is over. */
        void change(String what, String body) {
            HttpResponse<String> answer = send(path + "/" + what, body, _ -> {});
            if (answer.statusCode() == 200) {
                JsonNode booking = JSON.readTree(answer.body());
                String status = booking.path("status").asString();
                last = new Told(
                        last.bookingId(),
                        status.equals("held") ? "expired" : status,
                        booking.path("from").asString());
            } else {
                refused(answer);
            }
        }
    }

    private void refused(HttpResponse<String> answer) {
        if (answer.statusCode() != 409) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        refused.incrementAndGet();
    }

    private HttpResponse<String> send(String path, String body, Consumer<HttpRequest.Builder> more) {
        HttpRequest.Builder request = client.request(path);
        if (body.isEmpty()) {
            request.POST(BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        more.accept(request);
        return client.send(request);
    }

    /** Every booking of the business. */
    List<JsonNode> bookings() {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = JSON.readTree(client.send(client.request("/bookings/" + business + "?limit=200" + cursor)
                            .GET())
                    .body());
            page.path("items").forEach(all::add);
            String next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all;
    }

    private JsonNode taken(String method, String path, String body) {
        HttpResponse<String> answer = client.send(client.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
