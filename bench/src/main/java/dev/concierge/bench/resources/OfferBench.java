package dev.concierge.bench.resources;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.WarmUp;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How fast times are booked, what is free is said, and whether one slot is ever had twice. */
public final class OfferBench {
    private static final long SEED = 1;
    private static final int OFFERS = 200;
    private static final int BUSINESSES = 10;
    private static final int BOOKERS = 32;
    private static final int CROWD = 1_000;
    private static final int ASKED = 300;
    private static final Duration WARM_UP_STEP = Duration.ofSeconds(5);
    private static final WarmUp WARM_UP = new WarmUp(6, 36);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final Pattern OFFER_ID = Pattern.compile("\"offerId\":\"([^\"]+)\"");
    private static final String GUEST = "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e02";
    private static final String TERMS = """
            {"name": "Tour", "requires": [{"anyOf": ["%s"], "shared": true}], "party": {"min": 1, "max": 7},
             "durations": ["PT1H"], "step": "PT15M", "opening": {"weekly": [{"days": ["MONDAY", "TUESDAY", "WEDNESDAY",
             "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"], "from": "00:00", "to": "00:00"}], "rules": [], "exceptions": []},
             "horizon": "P365D", "hold": "PT1H",
             "price": {"currency": "EUR", "charges": [{"name": "Seat", "per": "PERSON", "amount": 1500}],
             "taxes": [{"name": "VAT", "basisPoints": 1900, "included": true}], "shares": []}, "cancellation": []}
            """;

    private final Report report;
    private final Path root;
    private final String commit;
    private final Instant day =
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);

    public OfferBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    public void run() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                Rig rig = Rig.start(root, lab)) {
            List<Offered> offers = offers(rig);
            bookings(rig, offers);
            availability(rig, offers);
            crowd(rig, offers.getFirst(), 1);
            crowd(rig, offered(rig, "crowd", 7), 7);
        }
    }

    private List<Offered> offers(Rig rig) throws IOException, InterruptedException {
        List<Offered> offers = new ArrayList<>();
        for (int at = 0; at < OFFERS; at++) {
            offers.add(offered(rig, "b" + at % BUSINESSES + "-u" + at, 1));
        }
        return offers;
    }

    private Offered offered(Rig rig, String name, int capacity) throws IOException, InterruptedException {
        String business = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
        int _ = send(
                        rig,
                        "PUT",
                        "/businesses/" + business + "/locations/l/units/" + name,
                        "{\"name\":\"Unit\",\"capacity\":" + capacity + "}")
                .statusCode();
        String added = send(
                        rig,
                        "POST",
                        "/offers",
                        "{\"businessId\":\"" + business + "\",\"locationId\":\"l\",\"terms\":" + TERMS.formatted(name)
                                + "}")
                .body();
        Matcher id = OFFER_ID.matcher(added);
        if (!id.find()) {
            throw new IllegalStateException("no offer was added: " + added);
        }
        return new Offered(business, id.group(1));
    }

    private void bookings(Rig rig, List<Offered> offers) {
        AtomicInteger next = new AtomicInteger();
        WARM_UP.run(() -> booked(rig, offers, next, WARM_UP_STEP));
        double most = booked(rig, offers, next, MEASURED);
        report.add(Figure.beside("bookings held", most, "/s", "goal", 500, SEED, commit));
    }

    /** So many bookers, each with its next as soon as the one before is answered; each slot is wanted once. */
    private double booked(Rig rig, List<Offered> offers, AtomicInteger next, Duration time) {
        LongAdder held = new LongAdder();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int booker = 0; booker < BOOKERS; booker++) {
                threads.submit(() -> {
                    while (System.nanoTime() - begin < time.toNanos()) {
                        int number = next.getAndIncrement();
                        Offered offer = offers.get(number % OFFERS);
                        if (book(rig, offer, day.plus(number / OFFERS, ChronoUnit.HOURS)) == 201) {
                            held.increment();
                        }
                    }
                    return held;
                });
            }
        }
        return held.sum() / ((System.nanoTime() - begin) / 1e9);
    }

    private void availability(Rig rig, List<Offered> offers) throws IOException, InterruptedException {
        String body = offers.stream()
                .map(offer -> "{\"businessId\":\"" + offer.business() + "\",\"offerId\":\"" + offer.id() + "\"}")
                .collect(Collectors.joining(
                        ",",
                        "{\"from\":\"" + day + "\",\"to\":\"" + day.plus(30, ChronoUnit.DAYS)
                                + "\",\"party\":1,\"offers\":[",
                        "]}"));
        double[] taken = new double[ASKED];
        for (int round = -ASKED; round < ASKED; round++) {
            long begin = System.nanoTime();
            int status = send(rig, "POST", "/offers/availability", body).statusCode();
            if (status != 200) {
                throw new IllegalStateException("availability: " + status);
            }
            if (round >= 0) {
                taken[round] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(taken);
        report.add(Figure.alone("availability, 200 offers, 30 days, p50", taken[ASKED / 2], "ms", SEED, commit));
        report.add(Figure.beside(
                "availability, 200 offers, 30 days, p99", taken[ASKED * 99 / 100], "ms", "goal", 50, SEED, commit));
    }

    private void crowd(Rig rig, Offered offer, int capacity) throws InterruptedException {
        LongAdder held = new LongAdder();
        LongAdder taken = new LongAdder();
        Instant slot = day.plus(300, ChronoUnit.DAYS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int guest = 0; guest < CROWD; guest++) {
                threads.submit(() -> {
                    int status = book(rig, offer, slot);
                    while (status == 503 || status == 429) {
                        status = book(rig, offer, slot);
                    }
                    (status == 201 ? held : taken).increment();
                    return status;
                });
            }
        }
        report.add(Figure.beside(
                "of " + CROWD + " at once for " + capacity + ", got it",
                held.sum(),
                "guests",
                "seats",
                capacity,
                SEED,
                commit));
        report.add(Figure.alone("… were told that it is taken", taken.sum(), "guests", SEED, commit));
    }

    private static int book(Rig rig, Offered offer, Instant from) throws IOException, InterruptedException {
        return send(
                        rig,
                        "POST",
                        "/bookings",
                        "{\"businessId\":\"" + offer.business() + "\",\"offerId\":\"" + offer.id() + "\",\"from\":\""
                                + from + "\",\"party\":1,\"userId\":\"" + GUEST + "\"}")
                .statusCode();
    }

    private static HttpResponse<String> send(Rig rig, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(rig.resourceService().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + rig.benchToken())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return rig.http().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private record Offered(String business, String id) {}
}
