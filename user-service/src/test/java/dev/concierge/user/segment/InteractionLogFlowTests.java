package dev.concierge.user.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A log of the form of ML-100K, or with {@code -Dconcierge.data.ml-100k=<the folder with ml-100k.inter and
 * ml-100k.item>} ML-100K itself, its last rating an hour ago. Its guests come by the import, its interactions as
 * event-service tells those it has imported.
 */
class InteractionLogFlowTests extends UserServiceFlow {
    private static final String MOVIE_LENS = System.getProperty("concierge.data.ml-100k", "");
    /** Some fifty of each guest: of such a pace the rules below take in some and leave out others. */
    private static final int INTERACTIONS = 2_000;

    private static final int GUESTS = 40;
    private static final int ITEMS = 1_682;
    private static final int GENRES = 18;
    private static final int DAYS = 70;
    private static final int JUDGED = 10;
    private static final Duration PATIENCE = MOVIE_LENS.isEmpty() ? Duration.ofSeconds(40) : Duration.ofMinutes(5);
    /** What the service's README says: views weigh 1, half of it after 30 days, and 4 make an affinity of one half. */
    private static final String AFFINITIES = """
            SELECT genre, weight / (weight + 4) AS affinity FROM (
                SELECT genre, sum(power(0.5::double precision, extract(epoch FROM :now - at) / 86400 / 30)) AS weight
                FROM log WHERE guest = :guest GROUP BY genre) AS weighed
            """;

    private static final double ROUNDED = 0.0015;
    private static final double LISTED_FROM = 0.15;
    private static final int MOST_LISTED = 10;
    private static final String SEEN =
            "(SELECT %s FROM log l WHERE l.guest = g.guest AND l.at > :now - interval '%d days')";

    @Autowired
    private JdbcClient jdbc;

    private final String ours = "ml" + UUID.randomUUID();

    private record Line(String guest, int item, String genre, int rating, Instant at) {}

    @Test
    void countsAreThoseOfTheOracleBeforeAndAfterAMonth() throws IOException {
        List<Line> lines = MOVIE_LENS.isEmpty() ? generated() : movieLens(Path.of(MOVIE_LENS));
        intoTheOracle(lines);
        imported(lines.stream().map(Line::guest).distinct().toList());
        String genre = lines.getFirst().genre();
        Map<String, String> oracle = oracle(genre);
        create("engaged", Objects.requireNonNull(rules(genre).get("engaged")));
        tell(lines);
        rules(genre).forEach((id, rule) -> {
            if (!id.equals("engaged")) {
                create(id, rule);
            }
        });

        oracle.forEach(this::awaitCount);
        lines.stream().map(Line::guest).distinct().limit(JUDGED).forEach(this::topicsAreThoseOfTheOracle);
        for (int days = 0; days < 31; days += 10) {
            clock.advance(Duration.ofDays(10));
            oracle.forEach(this::awaitCount);
        }
    }

    private static Map<String, String> rules(String genre) {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("engaged", "{'type':'history','event':'VIEW','sum':'/rating','is':'gt','value':70,'within':'P30D'}");
        rules.put("fans", "{'type':'history','event':'VIEW','topic':'" + genre + "','atLeast':2,'within':'P30D'}");
        rules.put("wide", "{'type':'history','event':'VIEW','distinct':'/item','is':'gte','value':15,'within':'P25D'}");
        rules.put("severe", "{'type':'history','event':'VIEW','max':'/rating','is':'lt','value':5,'within':'P20D'}");
        rules.put(
                "lapsed",
                "{'type':'all','rules':[{'type':'history','event':'VIEW'},"
                        + "{'type':'not','rule':{'type':'history','event':'VIEW','within':'P20D'}}]}");
        return rules;
    }

    private static Map<String, String> oracle(String genre) {
        Map<String, String> oracle = new LinkedHashMap<>();
        oracle.put("engaged", SEEN.formatted("coalesce(sum(rating), 0)", 30) + " > 70");
        oracle.put("fans", SEEN.formatted("count(*) FILTER (WHERE genre = '" + genre + "')", 30) + " >= 2");
        oracle.put("wide", SEEN.formatted("count(DISTINCT item)", 25) + " >= 15");
        oracle.put("severe", SEEN.formatted("max(rating)", 20) + " < 5");
        oracle.put(
                "lapsed", SEEN.formatted("count(*)", 10_000) + " > 0 AND " + SEEN.formatted("count(*)", 20) + " = 0");
        return oracle;
    }

    /** Half an hour off every full day, so that no window closes while the test looks. */
    private Instant latest() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(30));
    }

    /** Some do much and some little. */
    private List<Line> generated() {
        Random random = new Random(100);
        return Stream.generate(() -> {
                    int item = 1 + random.nextInt(ITEMS);
                    return new Line(
                            String.valueOf(1 + (int) (GUESTS * Math.pow(random.nextDouble(), 1.5))),
                            item,
                            "genre-" + item % GENRES,
                            1 + random.nextInt(5),
                            latest().minus(Duration.ofHours(random.nextInt(24 * DAYS))));
                })
                .limit(INTERACTIONS)
                .toList();
    }

    /** A rating counts for the first genre of its film, and to the hour. */
    private List<Line> movieLens(Path folder) throws IOException {
        Map<String, String> genres = Files.readAllLines(folder.resolve("ml-100k.item")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(
                        fields -> fields[0],
                        fields -> fields[3].split(" ", -1)[0].replace("'", "").toLowerCase(Locale.ROOT)));
        List<String[]> ratings = Files.readAllLines(folder.resolve("ml-100k.inter")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
        long last = ratings.stream()
                .mapToLong(fields -> Long.parseLong(fields[3]))
                .max()
                .orElseThrow();
        return ratings.stream()
                .map(fields -> new Line(
                        fields[0],
                        Integer.parseInt(fields[1]),
                        Objects.requireNonNull(genres.get(fields[1])),
                        Integer.parseInt(fields[2]),
                        latest().minus(Duration.ofHours((last - Long.parseLong(fields[3])) / 3_600))))
                .toList();
    }

    private void intoTheOracle(List<Line> lines) {
        jdbc.sql("CREATE TABLE log (guest text, item integer, genre text, rating integer, at timestamptz)")
                .update();
        StringBuilder values = new StringBuilder();
        lines.forEach(line -> values.append(values.isEmpty() ? "" : ",")
                .append("('%s',%d,'%s',%d,'%s')"
                        .formatted(line.guest(), line.item(), line.genre(), line.rating(), line.at())));
        jdbc.sql("INSERT INTO log VALUES " + values).update();
        jdbc.sql("CREATE INDEX ON log (guest)").update();
        jdbc.sql("CREATE TABLE log_guests AS SELECT DISTINCT guest FROM log").update();
    }

    private void imported(List<String> guests) {
        StringBuilder file = new StringBuilder();
        guests.forEach(guest -> file.append(
                "{\"email\":\"%1$s-%2$s@example.org\",\"externalId\":\"%1$s-%2$s\",\"attributes\":{\"test\":\"%1$s\"}}%n"
                        .formatted(ours, guest)));
        Answer taken = send(request("/users/imports?requestId=" + ours)
                .header("Authorization", "Bearer " + app())
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(file.toString())));
        assertThat(taken.at("/created")).as(taken.text()).isEqualTo(String.valueOf(guests.size()));
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
                                Map.of("type", "topic", "id", line.genre()))));
    }

    private void create(String id, String rule) {
        String body = "{'segmentId':'%s','name':'%s','rule':{'type':'all','rules':[%s,%s]}}"
                .formatted(ours + id, id, "{'type':'attribute','name':'test','in':['" + ours + "']}", rule)
                .replace('\'', '"');
        assertThat(post("/segments", app(), body).status()).isEqualTo(201);
    }

    private void topicsAreThoseOfTheOracle(String guest) {
        Map<String, Double> expected = new LinkedHashMap<>();
        jdbc.sql(AFFINITIES)
                .param("guest", guest)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> expected.put(row.getString("genre"), row.getDouble("affinity")))
                .list();
        String userId = get("/users?externalId=" + ours + "-" + guest, app()).at("/items/0/userId");

        Answer profile = get("/profiles/" + userId, app());

        expected.forEach((genre, affinity) -> assertThat(
                        profile.json().path("affinities").path(genre).asDouble(0))
                .as("%s of guest %s", genre, guest)
                .isCloseTo(affinity, within(ROUNDED)));
        assertThat(profile.json().path("topics").valueStream().map(JsonNode::asString))
                .as(profile.text())
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .filter(each -> shown(each.getValue()) >= LISTED_FROM)
                        .sorted(Comparator.<Map.Entry<String, Double>>comparingDouble(each -> -shown(each.getValue()))
                                .thenComparing(Map.Entry::getKey))
                        .limit(MOST_LISTED)
                        .map(Map.Entry::getKey)
                        .toList());
        assertThat(profile.at("/why/topics")).contains("view 1, halved every 30 days");
    }

    private static double shown(double affinity) {
        return Math.round(affinity * 1_000) / 1_000.0;
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
