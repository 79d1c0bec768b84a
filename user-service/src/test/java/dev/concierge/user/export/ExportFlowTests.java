package dev.concierge.user.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.fleet.FleetService;
import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ExportFlowTests extends UserServiceFlow {
    /** When a guest's segments are looked at again; not what is known of them. And what is left of one who is gone. */
    private static final List<String> NOT_OF_THE_GUEST = List.of("segment_timers", "erasures", "erasure_receipts");

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void answerAgain() {
        NEIGHBOURS.answerAgain();
    }

    @Test
    void aGuestGetsAllThatIsKeptAsOneFile() {
        String guest = registered(Map.of("firstName", "Ada", "attributes", Map.of("likes_much", List.of("wine"))));
        put("/users/" + guest + "/devices/phone", app(), Map.of("platform", "ios"));
        String own = post("/users/" + guest + "/tokens", app(), null).at("/token");
        for (int number = 0; number < 5; number++) {
            NEIGHBOURS.keep("event", guest, "events", Map.of("eventName", "e" + number));
        }
        NEIGHBOURS.keep("datemaker", guest, "choices", Map.of("liked", true));

        Answer file = get("/users/" + guest + "/export", own);

        assertThat(file.status()).as(file.text()).isEqualTo(200);
        assertThat(file.header("Content-Disposition")).contains("guest-" + guest + ".json");
        assertThat(file.header("Export-Missing")).isEmpty();
        assertThat(file.at("/complete")).isEqualTo("true");
        assertThat(data(file, "user-service", "users").at("/firstName").asString())
                .isEqualTo("Ada");
        assertThat(data(file, "user-service", "users")
                        .at("/attributes/likes_much/0")
                        .asString())
                .isEqualTo("wine");
        assertThat(data(file, "user-service", "preferences")
                        .at("/preferences/email/transactional")
                        .asBoolean())
                .isTrue();
        assertThat(data(file, "user-service", "devices").at("/deviceId").asString())
                .isEqualTo("phone");
        assertThat(file.json()
                        .at("/records/event-service")
                        .valueStream()
                        .map(it -> it.at("/data/eventName").asString()))
                .containsExactly("e0", "e1", "e2", "e3", "e4");
        assertThat(data(file, "datemaker", "choices").at("/liked").asBoolean()).isTrue();
        assertThat(file.json().at("/records").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("user-service"), others().stream().map(FleetService::name))
                        .toList());
    }

    @Test
    void whatWasKeptUnderOtherNamesOfTheGuestIsInTheFile() {
        String guest = registered(Map.of());
        String visitor = "visitor/" + UUID.randomUUID();
        NEIGHBOURS.keep("event", visitor, "events", Map.of("eventName", "before"));
        NEIGHBOURS.keep("event", guest, "events", Map.of("eventName", "after"));
        post("/users/identify", app(), Map.of("anonymousId", visitor, "userId", guest));

        Answer file = get("/users/" + guest + "/export", app());

        assertThat(file.json()
                        .at("/records/event-service")
                        .valueStream()
                        .map(it -> it.at("/data/eventName").asString()))
                .containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamedAtOnceAndInTheFile() {
        String guest = registered(Map.of());
        NEIGHBOURS.keep("event", guest, "events", Map.of("eventName", "kept"));
        NEIGHBOURS.fail("journey", 0);

        Answer file = get("/users/" + guest + "/export", app());

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Export-Missing")).isEqualTo("journey-service");
        assertThat(file.at("/complete")).isEqualTo("false");
        assertThat(file.json().at("/missing")).hasSize(1);
        assertThat(file.at("/missing/0/service")).isEqualTo("journey-service");
        assertThat(file.at("/missing/0/reason")).isEqualTo("does not answer");
        assertThat(data(file, "event-service", "events").at("/eventName").asString())
                .isEqualTo("kept");
    }

    @Test
    void aServiceThatStopsAnsweringHalfwayIsNamedInTheFile() {
        String guest = registered(Map.of());
        for (int number = 0; number < 5; number++) {
            NEIGHBOURS.keep("hub", guest, "inboxItems", Map.of("text", "t" + number));
        }
        NEIGHBOURS.fail("hub", 4);

        Answer file = get("/users/" + guest + "/export", app());

        assertThat(file.json().at("/records/notification-hub")).hasSize(4);
        assertThat(file.at("/missing/0/service")).isEqualTo("notification-hub");
        assertThat(file.at("/complete")).isEqualTo("false");
    }

    /** Whoever reads slowly keeps a place as long. */
    @Test
    void oneGuestNeverHasAllThePlaces() throws Exception {
        String greedy = registered(Map.of("firstName", "Ada"));
        String own = post("/users/" + greedy + "/tokens", app(), null).at("/token");
        String other = registered(Map.of("firstName", "Bob"));
        String bystander = post("/users/" + other + "/tokens", app(), null).at("/token");
        CountDownLatch later = new CountDownLatch(1);
        NEIGHBOURS.hold(greedy, later);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> files = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> get("/users/" + greedy + "/export", own)))
                    .toList();
            await().until(() -> files.stream().filter(Future::isDone).count() == 2);
            List<Future<Answer>> refused = files.stream().filter(Future::isDone).toList();

            Answer file = get("/users/" + other + "/export", bystander);

            later.countDown();
            assertThat(refused).allMatch(answer -> answer.resultNow().status() == 503);
            assertThat(file.status()).isEqualTo(200);
            for (Future<Answer> one : files) {
                assertThat(one.get().status()).isEqualTo(refused.contains(one) ? 503 : 200);
            }
        }
    }

    @Test
    void whoAsksForNobodyIsToldSoWhateverIsUnderWay() throws Exception {
        String guest = registered(Map.of("firstName", "Ada"));
        CountDownLatch later = new CountDownLatch(1);
        NEIGHBOURS.hold(guest, later);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> files = IntStream.range(0, 3)
                    .mapToObj(_ -> threads.submit(() -> get("/users/" + guest + "/export", app())))
                    .toList();
            await().until(() -> files.stream().anyMatch(Future::isDone));

            Answer answer = get("/users/00000000-0000-7000-8000-000000000000/export", app());

            later.countDown();
            assertThat(answer.status()).isEqualTo(404);
        }
    }

    @Test
    void nobodyGetsAnothersFile() {
        String other =
                post("/users/" + registered(Map.of()) + "/tokens", app(), null).at("/token");

        assertThat(get("/users/" + registered(Map.of()) + "/export", other).status())
                .isEqualTo(404);
        assertThat(get("/users/00000000-0000-7000-8000-000000000000/export", app())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void noTableThatKnowsGuestsIsLeftOut() {
        List<String> tables = jdbc.sql("""
                SELECT table_name FROM information_schema.columns
                WHERE table_schema = 'public' AND column_name = 'user_id' ORDER BY 1
                """)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();

        assertThat(tables)
                .filteredOn(table -> !NOT_OF_THE_GUEST.contains(table))
                .allMatch(table -> OwnRecords.ALL.kinds().stream()
                        .anyMatch(kind -> kind.rows().contains("FROM " + table)));
    }

    private static JsonNode data(Answer file, String service, String kind) {
        return file.json()
                .at("/records/" + service)
                .valueStream()
                .filter(it -> it.at("/kind").asString().equals(kind))
                .findFirst()
                .orElseThrow()
                .at("/data");
    }
}
