package dev.concierge.bench.ingest;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Gateway and event-service as their images run them, on a database (fsync on) and a broker of their own. */
final class IngestRig implements AutoCloseable {
    private static final Pattern LAG =
            Pattern.compile("(?m)^consumer_lag_time_seconds\\{[^}]*subscription=\"([^\"]*)\"[^}]*} (\\S+)");

    private static final Pattern STORED = Pattern.compile("(?m)^event_stored_total(?:\\{[^}]*})? (\\S+)");

    private static final int WRITERS = 2;
    private static final long FILLED_AT_ONCE = 500_000;

    private final Lab lab;
    private final Issuer issuer = new Issuer();
    private final Pod.Place place;
    private final Pod events;
    private final Pod gateway;

    IngestRig(Path root, Lab lab) throws IOException, InterruptedException {
        this.lab = lab;
        this.place = new Pod.Place(root, lab, issuer);
        lab.createTopics("users", "segments", "bookings", "date-events", "experiences", "journey-definitions");
        events = Pod.start(place, "event-service", "event-service").awaitReady();
        gateway = Pod.start(
                        place,
                        "gateway",
                        "gateway",
                        Map.of(
                                "CONCIERGE_EVENT_URL", events.address().toString(),
                                "CONCIERGE_GATEWAY_RATE", "1000000",
                                "CONCIERGE_GATEWAY_BURST", "1000000",
                                "CONCIERGE_GATEWAY_INGEST_RATE", "1000000",
                                "CONCIERGE_GATEWAY_INGEST_BURST", "1000000"))
                .awaitReady();
    }

    /** Where the other services that read events can be started, too. */
    Pod.Place place() {
        return place;
    }

    URI gateway() {
        return gateway.address();
    }

    URI eventService() {
        return events.address();
    }

    String client() {
        return issuer.client("bench", "events:read", "events:write");
    }

    String kafka() {
        return lab.kafka();
    }

    String client(String name) {
        return issuer.client(name, "events:read", "events:write");
    }

    /** Kills event-service as a crash would, and starts it again. */
    void crash() throws IOException, InterruptedException {
        events.server().crash();
    }

    void crashKafka(Duration down) throws IOException, InterruptedException {
        lab.crashKafka(down);
    }

    long stored() {
        return number("SELECT count(*) FROM user_events");
    }

    /** Events of that name. */
    long stored(String name) {
        return number("SELECT count(*) FROM user_events WHERE event_name = '" + name + "'");
    }

    /**
     * As many events as if they had come over the last four weeks, by 100,000 guests, and looked after as the database
     * does by itself in time.
     */
    void fillTo(long many) {
        long stored = stored();
        List<Thread> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> Thread.ofPlatform().start(() -> {
                    for (long from = stored + writer * FILLED_AT_ONCE; from < many; from += WRITERS * FILLED_AT_ONCE) {
                        fill(from, Math.min(many, from + FILLED_AT_ONCE));
                    }
                }))
                .toList();
        for (Thread writer : writers) {
            join(writer);
        }
        execute("VACUUM (ANALYZE) user_events");
        lab.checkpoint();
    }

    private void fill(long from, long to) {
        execute("""
                SELECT make_events_month(date_trunc('month', now() - interval '28 days')::date);
                INSERT INTO user_events (event_at, received_at, seq, event_id, origin, user_id, event_name, attributes)
                SELECT at, at, number, gen_random_uuid(), 'e', 'filler-' || number %% 100000, 'filled_' || number %% 20,
                    '{"offerId": "o-1", "price": {"minor": 1999, "currency": "EUR"}}'
                FROM (SELECT number, now() - random() * interval '28 days' AS at
                    FROM generate_series(%d, %d) AS number) AS made
                """.formatted(from, to - 1));
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Of the history with its indexes. */
    long bytes() {
        return number("SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits"
                + " WHERE inhparent = 'user_events'::regclass");
    }

    /** Of events that are stored more than once. */
    long doubled() {
        return number("SELECT count(*) - count(DISTINCT (user_id, event_id)) FROM user_events");
    }

    /** Events that were stored behind one that their guest did later. */
    long outOfOrder() {
        return number("""
                SELECT count(*) FROM (
                    SELECT (attributes ->> 'n')::int < lag((attributes ->> 'n')::int)
                        OVER (PARTITION BY user_id ORDER BY seq) AS swapped FROM user_events) AS each
                WHERE swapped""");
    }

    /** What the ledger says of that reason. */
    long lost(String reason) {
        return number("SELECT coalesce(sum(count), 0) FROM event_losses WHERE reason = '" + reason + "'");
    }

    /** All that it says. */
    long lost() {
        return number("SELECT coalesce(sum(count), 0) FROM event_losses");
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                lab.databaseUrl("event_service"), lab.databaseUser(), lab.databasePassword());
    }

    private void execute(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private long number(String query) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    /** How many seconds the reader of event-service that is furthest behind is behind. */
    double lag() {
        return lags().values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** How many seconds each subscription of event-service is behind. */
    Map<String, Double> lags() {
        return lags(events::scrape);
    }

    /** The same of another service. */
    static Map<String, Double> lags(Scrape scrape) {
        Map<String, Double> lags = new TreeMap<>();
        Matcher found = LAG.matcher(text(scrape));
        while (found.find()) {
            lags.merge(found.group(1), Double.parseDouble(found.group(2)), Math::max);
        }
        return lags;
    }

    /** Of everything, since event-service started, as it counts it itself: nothing is read for that. */
    double storedSinceStart() {
        Matcher found = STORED.matcher(text(events::scrape));
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private static String text(Scrape scrape) {
        try {
            return scrape.now();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Reads what Prometheus would. */
    @FunctionalInterface
    interface Scrape {
        String now() throws IOException, InterruptedException;
    }

    void restartPostgres() {
        lab.restartPostgres();
    }

    /** Lets event-service read every topic from its begin again, as if it had never done so. */
    void replay() throws IOException, InterruptedException {
        events.server().crash(() -> {
            execute("UPDATE platform.consumer_position SET next_offset = 0");
        });
    }

    /** How far all its readers are, together. */
    long read() {
        return number("SELECT coalesce(sum(next_offset), 0) FROM platform.consumer_position");
    }

    @Override
    public void close() {
        gateway.close();
        events.close();
        issuer.close();
    }
}
