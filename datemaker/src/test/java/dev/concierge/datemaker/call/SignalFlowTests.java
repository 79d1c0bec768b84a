package dev.concierge.datemaker.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.datemaker.plan.Pair;
import dev.concierge.testsupport.FlowTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What the pages of a call tell each other, and hear of it. */
@FlowTest(topics = {"bookings", "notifications", "users"})
class SignalFlowTests {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Calls calls;

    @Autowired
    private Clock clock;

    private final UUID one = new UUID(1, 1);
    private final UUID other = new UUID(2, 2);
    private UUID call = new UUID(0, 0);
    private String mine = "";
    private String theirs = "";

    @BeforeEach
    void beginACall() {
        jdbc.sql("delete from dating_events").update();
        Instant now = clock.instant();
        UUID event = jdbc.sql(
                        "insert into dating_events (start_dttm, state_id, step, due_at) values (?, 3, 'RESULT', ?)"
                                + " returning id")
                .params(
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
        call = UUID.randomUUID();
        Call begun = new Call(
                call, event, 0, 0, new Pair(one, other), "own-" + call, now, now.plusSeconds(300), null, null, null);
        calls.add(List.of(begun));
        Map<UUID, String> links = calls.link(List.of(begun));
        mine = Objects.requireNonNull(links.get(one));
        theirs = Objects.requireNonNull(links.get(other));
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from dating_events").update();
    }

    @Test
    void whatOneSaysTheOtherHearsInItsOrderAndTheSpeakerDoesNot() {
        send(mine, "offer", "candidate 1");
        send(mine, "candidate 2");

        JsonNode heard = listen(theirs, 0);
        assertThat(heard.path("signals")
                        .valueStream()
                        .map(signal -> signal.path("body").asString()))
                .containsExactly("offer", "candidate 1", "candidate 2");
        assertThat(heard.at("/signals/2/seq").asInt()).isEqualTo(3);
        assertThat(listen(theirs, 2).at("/signals/0/body").asString()).isEqualTo("candidate 2");
        assertThat(listen(mine, 0).path("signals").size()).isZero();
    }

    @Test
    void whoeverListensHearsAtOnceWhatComesMeanwhile() throws Exception {
        CompletableFuture<JsonNode> listening = CompletableFuture.supplyAsync(() -> listen(theirs, 0));
        send(mine, "hello");

        assertThat(listening.get(2, TimeUnit.SECONDS).at("/signals/0/body").asString())
                .isEqualTo("hello");
    }

    @Test
    void aListenerHearsThatTheCallIsOverAndThatItsEndWasPutOff() throws Exception {
        CompletableFuture<JsonNode> listening = CompletableFuture.supplyAsync(() -> listen(theirs, 0));
        jdbc.sql("update calls set ends_at = ends_at + interval '1 minute' where call_id = ?")
                .param(call)
                .update();
        Instant later =
                Instant.parse(listening.get(4, TimeUnit.SECONDS).path("endsAt").asString());
        assertThat(later).isAfter(clock.instant().plusSeconds(320));

        CompletableFuture<JsonNode> again = CompletableFuture.supplyAsync(() -> listen(theirs, 0));
        calls.end(List.of(call), clock.instant());
        assertThat(again.get(4, TimeUnit.SECONDS).path("over").asBoolean()).isTrue();
        post(mine + "/signals", Map.of("items", List.of("late"))).expectStatus().isEqualTo(409);
        post(mine + "/entry", null).expectStatus().isEqualTo(409);
        assertThat(jdbc.sql("select count(*) from call_signals")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whoeverEntersIsInTheLogAndDoesNotHearWhatWasMeantForAPageThatIsGone() {
        send(theirs, "for the page before");

        JsonNode entry = Objects.requireNonNull(post(mine + "/entry", null)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        assertThat(entry.path("after").asInt()).isEqualTo(1);
        assertThat(entry.path("calling").asBoolean()).isTrue();
        assertThat(listen(theirs, 0).path("partnerIn").asBoolean()).isTrue();
        post(mine + "/exit", null).expectStatus().isNoContent();
        post(theirs + "/exit", null).expectStatus().isNoContent();
        assertThat(jdbc.sql("select what from event_log order by entry")
                        .query(String.class)
                        .list())
                .containsExactly("joined", "left");
    }

    @Test
    void whoComesAndGoesWithoutEndIsNotedSoOftenAndNoMore() {
        post(mine + "/entry", null).expectStatus().isOk();
        for (int i = 0; i < 210; i++) {
            post(mine + "/exit", null).expectStatus().isNoContent();
        }
        post(theirs + "/entry", null).expectStatus().isOk();
        post(theirs + "/exit", null).expectStatus().isNoContent();

        assertThat(noted(one, "left")).isEqualTo(200);
        assertThat(noted(one, "joined")).isEqualTo(1);
        assertThat(noted(other, "left")).isEqualTo(1);
    }

    private int noted(UUID guest, String what) {
        return jdbc.sql("select count(*) from event_log where user_id = ? and what = ?")
                .params(guest, what)
                .query(Integer.class)
                .single();
    }

    @Test
    void aBrowserThatNeverStopsIsStopped() {
        String[] many = IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new);
        IntStream.range(0, 10).forEach(_ -> send(mine, many));

        post(mine + "/signals", Map.of("items", List.of("one more")))
                .expectStatus()
                .isEqualTo(409);
        post("unknown/signals", Map.of("items", List.of("x"))).expectStatus().isNotFound();
        post(mine + "/signals", Map.of("items", List.of())).expectStatus().isBadRequest();
    }

    /** Five hundred long ones were eight megabytes in one answer. */
    @Test
    void aBrowserThatSendsLongSignalsIsStoppedByTheirBytes() {
        String[] most = Collections.nCopies(16, "ü".repeat(16_384)).toArray(String[]::new);
        send(mine, most);

        post(mine + "/signals", Map.of("items", List.of("x")))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("too-many-signals");
        send(theirs, "room of their own");
        assertThat(listen(theirs, 0).path("signals").size()).isEqualTo(16);
    }

    @Test
    void aFilledCallIsReadPageByPageAndWhole() {
        for (int round = 0; round < 10; round++) {
            send(
                    mine,
                    IntStream.rangeClosed(round * 50 + 1, round * 50 + 50)
                            .mapToObj(Integer::toString)
                            .toArray(String[]::new));
        }

        List<String> heard = new ArrayList<>();
        while (heard.size() < 500) {
            JsonNode page = listen(theirs, heard.size()).path("signals");
            assertThat(page.size()).isBetween(1, 50);
            page.forEach(signal -> heard.add(
                    signal.path("seq").asInt() + " " + signal.path("body").asString()));
        }
        assertThat(heard)
                .isEqualTo(IntStream.rangeClosed(1, 500)
                        .mapToObj(number -> number + " " + number)
                        .toList());
    }

    private void send(String token, String... bodies) {
        post(token + "/signals", Map.of("items", List.of(bodies)))
                .expectStatus()
                .isNoContent();
    }

    private JsonNode listen(String token, int after) {
        return Objects.requireNonNull(client().get()
                .uri("/dating/join/" + token + "/signals?after=" + after)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private RestTestClient.ResponseSpec post(String path, @Nullable Map<String, ?> body) {
        RestTestClient.RequestBodySpec request = client().post().uri("/dating/join/" + path);
        return (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).body(body))
                .exchange();
    }

    private RestTestClient client() {
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }
}
