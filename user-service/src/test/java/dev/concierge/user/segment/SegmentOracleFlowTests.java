package dev.concierge.user.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.UserServiceFlow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Generated histories, told out of order, and who is in which segment by plain SQL over all that was told. */
class SegmentOracleFlowTests extends UserServiceFlow {
    private static final int GUESTS = 60;
    private static final int EVENTS = 600;
    private static final List<String> NAMES = List.of("PURCHASE", "VIEW", "SAVE", "stayed");
    private static final List<String> TOPICS = List.of("wine", "opera");
    private static final String RECENT = "EXISTS (SELECT FROM told t WHERE t.user_id = g.user_id AND t.name = '%s'"
            + " AND t.at > :now - interval '%d days')";

    private static final String MEASURED = "(SELECT %s FROM told t WHERE t.user_id = g.user_id AND t.name = '%s'"
            + " AND t.at > :now - interval '%d days')";
    private static final List<String> SHOPS = List.of("north", "south", "east", "west");

    @Autowired
    private JdbcClient jdbc;

    private final Random random = new Random(19);
    private final String ours = "o" + UUID.randomUUID();

    @Test
    void membersAreThoseOfTheOracleBeforeAndAfterAMonth() {
        jdbc.sql("CREATE TABLE told_guests (user_id uuid, tier text)").update();
        jdbc.sql("CREATE TABLE told (user_id uuid, name text, topic text, at timestamptz, amount numeric, shop text)")
                .update();
        Map<String, String> oracle = oracle();
        List<String> guests = guests();
        List<String> early = new ArrayList<>(oracle.keySet()).subList(0, 3);
        early.forEach(id -> create(id, Objects.requireNonNull(rules().get(id))));
        tell(guests);
        rules().keySet().stream()
                .filter(id -> !early.contains(id))
                .forEach(id -> create(id, Objects.requireNonNull(rules().get(id))));

        oracle.forEach(this::awaitOracle);
        for (int days = 0; days < 31; days += 10) {
            clock.advance(Duration.ofDays(10));
            oracle.forEach(this::awaitOracle);
        }
        oracle.forEach((id, _) -> assertThat(toldMembers(id)).as(id).isEqualTo(members(id)));
    }

    private Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("gold", "{'type':'attribute','name':'tier','in':['gold']}");
        rules.put("bought", "{'type':'history','event':'PURCHASE','within':'P30D'}");
        rules.put("often", "{'type':'history','event':'VIEW','topic':'wine','atLeast':2,'within':'P20D'}");
        rules.put(
                "lapsed",
                "{'type':'all','rules':[{'type':'history','event':'PURCHASE'},"
                        + "{'type':'not','rule':{'type':'history','event':'PURCHASE','within':'P30D'}}]}");
        rules.put(
                "either",
                "{'type':'any','rules':[{'type':'history','event':'stayed','within':'P10D'},"
                        + "{'type':'all','rules':[{'type':'attribute','name':'tier','is':'ne','value':'gold'},"
                        + "{'type':'history','event':'SAVE','within':'P40D'}]}]}");
        rules.put("loyal", "{'type':'history','event':'VIEW','atLeast':4}");
        rules.put(
                "spent",
                "{'type':'history','event':'PURCHASE','sum':'/paid/amount','is':'gt','value':60,'within':'P30D'}");
        rules.put(
                "frugal",
                "{'type':'history','event':'PURCHASE','topic':'wine','sum':'/paid/amount','is':'lte','value':20.5,"
                        + "'within':'P20D','where':[{'at':'/shop','is':'eq','value':'north'}]}");
        rules.put(
                "big",
                "{'type':'history','event':'PURCHASE','max':'/paid/amount','is':'gte','value':45,'within':'P25D'}");
        rules.put("small", "{'type':'history','event':'SAVE','min':'/paid/amount','is':'lt','value':5}");
        rules.put(
                "around", "{'type':'history','event':'VIEW','distinct':'/shop','is':'gte','value':3,'within':'P35D'}");
        return rules;
    }

    private Map<String, String> oracle() {
        Map<String, String> oracle = new LinkedHashMap<>();
        oracle.put("gold", "g.tier = 'gold'");
        oracle.put("bought", RECENT.formatted("PURCHASE", 30));
        oracle.put(
                "often",
                "(SELECT count(*) FROM told t WHERE t.user_id = g.user_id AND t.name = 'VIEW' AND t.topic = 'wine'"
                        + " AND t.at > :now - interval '20 days') >= 2");
        oracle.put(
                "lapsed",
                "EXISTS (SELECT FROM told t WHERE t.user_id = g.user_id AND t.name = 'PURCHASE') AND NOT "
                        + RECENT.formatted("PURCHASE", 30));
        oracle.put(
                "either",
                RECENT.formatted("stayed", 10) + " OR (g.tier <> 'gold' AND " + RECENT.formatted("SAVE", 40) + ")");
        oracle.put("loyal", "(SELECT count(*) FROM told t WHERE t.user_id = g.user_id AND t.name = 'VIEW') >= 4");
        oracle.put("spent", MEASURED.formatted("coalesce(sum(amount), 0)", "PURCHASE", 30) + " > 60");
        oracle.put(
                "frugal",
                MEASURED.formatted(
                                "coalesce(sum(amount) FILTER (WHERE topic = 'wine' AND shop = 'north'), 0)",
                                "PURCHASE",
                                20)
                        + " <= 20.5");
        oracle.put("big", MEASURED.formatted("max(amount)", "PURCHASE", 25) + " >= 45");
        oracle.put("small", MEASURED.formatted("min(amount)", "SAVE", 10_000) + " < 5");
        oracle.put("around", MEASURED.formatted("count(DISTINCT shop)", "VIEW", 35) + " >= 3");
        return oracle;
    }

    private List<String> guests() {
        List<String> guests = new ArrayList<>();
        for (int number = 0; number < GUESTS; number++) {
            String tier = number % 3 == 0 ? "gold" : "plain";
            String guest = registered(Map.of("attributes", Map.of("tier", tier, "test", ours)));
            jdbc.sql("INSERT INTO told_guests VALUES (?::uuid, ?)")
                    .params(guest, tier)
                    .update();
            guests.add(guest);
        }
        return guests;
    }

    /** Half an hour off every full day, so that no window closes while the test looks. */
    private void tell(List<String> guests) {
        Instant base = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(30));
        List<Integer> order = new ArrayList<>();
        for (int number = 0; number < EVENTS; number++) {
            order.add(random.nextInt(24 * 70));
        }
        Collections.shuffle(order, random);
        for (int hours : order) {
            String guest = guests.get(random.nextInt(guests.size()));
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String topic = name.equals("stayed") ? "" : TOPICS.get(random.nextInt(TOPICS.size()));
            Instant at = base.minus(Duration.ofHours(hours));
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(5_000), 2);
            String shop = SHOPS.get(random.nextInt(SHOPS.size()));
            jdbc.sql("INSERT INTO told VALUES (?::uuid, ?, ?, ?, ?, ?)")
                    .params(guest, name, topic, at.atOffset(ZoneOffset.UTC), amount, shop)
                    .update();
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("paid", Map.of("amount", amount));
            attributes.put("shop", shop);
            if (!topic.isEmpty()) {
                attributes.put("target", Map.of("type", "topic", "id", topic));
            }
            messages.publish("events", guest, "event.captured", event(guest, name, topic, at, attributes));
        }
    }

    private Map<String, Object> event(
            String guest, String name, String topic, Instant at, Map<String, Object> attributes) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventId", UUID.randomUUID());
        event.put("userId", guest);
        event.put("eventName", name);
        event.put("eventAt", at.toString());
        event.put("receivedAt", clock.instant().toString());
        event.put("origin", topic.isEmpty() ? "event" : "interaction");
        event.put("attributes", attributes);
        return event;
    }

    private void create(String id, String rule) {
        String body = "{'segmentId':'%s','name':'%s','rule':{'type':'all','rules':[%s,%s]}}"
                .formatted(ours + id, id, "{'type':'attribute','name':'test','in':['" + ours + "']}", rule)
                .replace('\'', '"');
        assertThat(post("/segments", app(), body).status()).isEqualTo(201);
    }

    private void awaitOracle(String id, String condition) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> wanted = jdbc.sql("SELECT user_id::text FROM told_guests g WHERE " + condition + " ORDER BY 1")
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .query((row, _) -> String.valueOf(row.getString(1)))
                    .list();
            assertThat(members(id)).as(id).isEqualTo(wanted);
            assertThat(get("/segments/" + ours + id + "/size", app())
                            .json()
                            .at("/members")
                            .asInt())
                    .as(id)
                    .isEqualTo(wanted.size());
        });
    }

    private List<String> members(String id) {
        return get("/segments/" + ours + id + "/members?limit=200", app())
                .json()
                .at("/items")
                .valueStream()
                .map(it -> it.at("/userId").asString())
                .toList();
    }

    /** Whom the topic's readers take for members: the last word about each guest. */
    private List<String> toldMembers(String id) {
        Map<String, String> last = new LinkedHashMap<>();
        messages.received("segments").stream()
                .filter(it -> it.data().at("/segmentId").asString().equals(ours + id))
                .forEach(it -> last.put(it.key(), it.type()));
        return last.entrySet().stream()
                .filter(entry -> entry.getValue().equals("segment.entered"))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
