package dev.concierge.user.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A log of the form of ML-100K ({@code user item rating timestamp}), whose guests come by the import and whose
 * interactions as event-service tells those it has imported. As large as ML-100K with
 * {@code -Dconcierge.test.interactions=100000}.
 */
class InteractionLogFlowTests extends UserServiceFlow {
    private static final int INTERACTIONS = Integer.getInteger("concierge.test.interactions", 4_000);
    private static final int GUESTS = Math.clamp(INTERACTIONS / 50, 20, 943);
    private static final int ITEMS = 1_682;
    private static final int GENRES = 18;
    private static final int DAYS = 70;
    private static final Duration PATIENCE = Duration.ofSeconds(30 + INTERACTIONS / 500);
    private static final String SEEN =
            "(SELECT %s FROM log l WHERE l.guest = g.guest AND l.at > :now - interval '%d days')";

    @TempDir
    private Path folder;

    @Autowired
    private JdbcClient jdbc;

    private final String ours = "ml" + UUID.randomUUID();

    private record Line(String guest, int item, int rating, Instant at) {
        static Line of(String text) {
            String[] fields = text.split("\t", -1);
            return new Line(
                    fields[0],
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]),
                    Instant.ofEpochSecond(Long.parseLong(fields[3])));
        }
    }

    @Test
    void countsAreThoseOfTheOracleBeforeAndAfterAMonth() throws IOException {
        Path log = Files.writeString(folder.resolve("u.data"), generated());
        List<Line> lines = Files.readAllLines(log).stream().map(Line::of).toList();
        intoTheOracle(lines);
        imported();
        Map<String, String> oracle = oracle();
        create("engaged", Objects.requireNonNull(rules().get("engaged")));
        tell(lines);
        rules().forEach((id, rule) -> {
            if (!id.equals("engaged")) {
                create(id, rule);
            }
        });

        oracle.forEach(this::awaitCount);
        for (int days = 0; days < 31; days += 10) {
            clock.advance(Duration.ofDays(10));
            oracle.forEach(this::awaitCount);
        }
    }

    private static Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("engaged", "{'type':'history','event':'VIEW','sum':'/rating','is':'gt','value':70,'within':'P30D'}");
        rules.put("fans", "{'type':'history','event':'VIEW','topic':'genre-1','atLeast':2,'within':'P30D'}");
        rules.put("wide", "{'type':'history','event':'VIEW','distinct':'/item','is':'gte','value':15,'within':'P25D'}");
        rules.put("severe", "{'type':'history','event':'VIEW','max':'/rating','is':'lt','value':5,'within':'P20D'}");
        rules.put(
                "lapsed",
                "{'type':'all','rules':[{'type':'history','event':'VIEW'},"
                        + "{'type':'not','rule':{'type':'history','event':'VIEW','within':'P20D'}}]}");
        return rules;
    }

    private static Map<String, String> oracle() {
        Map<String, String> oracle = new LinkedHashMap<>();
        oracle.put("engaged", SEEN.formatted("coalesce(sum(rating), 0)", 30) + " > 70");
        oracle.put("fans", SEEN.formatted("count(*) FILTER (WHERE item % " + GENRES + " = 1)", 30) + " >= 2");
        oracle.put("wide", SEEN.formatted("count(DISTINCT item)", 25) + " >= 15");
        oracle.put("severe", SEEN.formatted("max(rating)", 20) + " < 5");
        oracle.put(
                "lapsed", SEEN.formatted("count(*)", 10_000) + " > 0 AND " + SEEN.formatted("count(*)", 20) + " = 0");
        return oracle;
    }

    /** Half an hour off every full day, so that no window closes while the test looks; some do much and some little. */
    private String generated() {
        Random random = new Random(100);
        Instant base = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(30));
        StringBuilder log = new StringBuilder();
        for (int number = 0; number < INTERACTIONS; number++) {
            int guest = 1 + (int) (GUESTS * Math.pow(random.nextDouble(), 1.5));
            Instant at = base.minus(Duration.ofHours(random.nextInt(24 * DAYS)));
            log.append(guest)
                    .append('\t')
                    .append(1 + random.nextInt(ITEMS))
                    .append('\t')
                    .append(1 + random.nextInt(5))
                    .append('\t')
                    .append(at.getEpochSecond())
                    .append('\n');
        }
        return log.toString();
    }

    private void intoTheOracle(List<Line> lines) {
        jdbc.sql("CREATE TABLE log_guests AS SELECT number::text AS guest FROM generate_series(1, ?) AS number")
                .param(GUESTS)
                .update();
        jdbc.sql("CREATE TABLE log (guest text, item integer, rating integer, at timestamptz)")
                .update();
        StringBuilder values = new StringBuilder();
        lines.forEach(line -> values.append(values.isEmpty() ? "" : ",")
                .append("('%s',%d,%d,'%s')".formatted(line.guest(), line.item(), line.rating(), line.at())));
        jdbc.sql("INSERT INTO log VALUES " + values).update();
        jdbc.sql("CREATE INDEX ON log (guest)").update();
    }

    private void imported() {
        StringBuilder file = new StringBuilder();
        for (int guest = 1; guest <= GUESTS; guest++) {
            file.append(
                    "{\"email\":\"%1$s-%2$d@example.org\",\"externalId\":\"%1$s-%2$d\",\"attributes\":{\"test\":\"%1$s\"}}%n"
                            .formatted(ours, guest));
        }
        Answer taken = send(request("/users/imports?requestId=" + ours)
                .header("Authorization", "Bearer " + app())
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(file.toString())));
        assertThat(taken.at("/created")).as(taken.text()).isEqualTo(String.valueOf(GUESTS));
    }

    private void tell(List<Line> lines) {
        int writers = 16;
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, writers)
                    .forEach(writer -> all.execute(() -> {
                        for (int index = writer; index < lines.size(); index += writers) {
                            tell(lines.get(index));
                        }
                    }));
        }
    }

    private void tell(Line line) {
        String guest = ours + "-" + line.guest();
        messages.publish(
                "events",
                guest,
                "event.captured",
                Map.of(
                        "eventId",
                        UUID.randomUUID(),
                        "userId",
                        guest,
                        "eventName",
                        "VIEW",
                        "eventAt",
                        line.at().toString(),
                        "receivedAt",
                        clock.instant().toString(),
                        "origin",
                        "interaction",
                        "attributes",
                        Map.of(
                                "item",
                                line.item(),
                                "rating",
                                line.rating(),
                                "target",
                                Map.of("type", "topic", "id", "genre-" + line.item() % GENRES))));
    }

    private void create(String id, String rule) {
        String body = "{'segmentId':'%s','name':'%s','rule':{'type':'all','rules':[%s,%s]}}"
                .formatted(ours + id, id, "{'type':'attribute','name':'test','in':['" + ours + "']}", rule)
                .replace('\'', '"');
        assertThat(post("/segments", app(), body).status()).isEqualTo(201);
    }

    private void awaitCount(String id, String condition) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            int wanted = jdbc.sql("SELECT count(*) FROM log_guests g WHERE " + condition)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .query(Integer.class)
                    .single();
            Answer size = get("/segments/" + ours + id + "/size", app());
            assertThat(size.at("/pendingShards")).as(id).isEqualTo("0");
            assertThat(size.json().at("/members").asInt()).as(id).isEqualTo(wanted);
        });
    }
}
