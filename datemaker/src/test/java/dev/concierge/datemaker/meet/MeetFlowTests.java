package dev.concierge.datemaker.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.datemaker.call.Call;
import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.call.EndCalls;
import dev.concierge.datemaker.call.Rooms;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.testsupport.FlowTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls in Google Meet, against a server that speaks as Google does. */
@FlowTest(properties = {"concierge.datemaker.calls.provider=MEET", "concierge.datemaker.meet.spaces-per-minute=5"})
class MeetFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Google GOOGLE = Google.started();

    @TempDir
    private static Path folder = Path.of("");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Calls calls;

    @Autowired
    private EndCalls endCalls;

    @Autowired
    private Rooms rooms;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    private UUID event = new UUID(0, 0);

    @DynamicPropertySource
    static void files(DynamicPropertyRegistry registry) throws IOException {
        Path credentials = Files.writeString(
                folder.resolve("creds.json"),
                "{\"installed\":{\"client_id\":\"us\",\"client_secret\":\"secret\",\"token_uri\":\"" + GOOGLE.url()
                        + "token\"}}");
        Path token = Files.writeString(folder.resolve("token.json"), "{\"refresh_token\":\"consent\"}");
        registry.add("concierge.datemaker.meet.credentials", credentials::toString);
        registry.add("concierge.datemaker.meet.token", token::toString);
        registry.add("concierge.datemaker.meet.url", GOOGLE::url);
    }

    @BeforeEach
    void planAnEvent() {
        clear();
        event = jdbc.sql("insert into dating_events (start_dttm, state_id, step, due_at) values (?, 2, 'RULES', ?)"
                        + " returning id")
                .params(at(Duration.ofMinutes(10)), at(Duration.ofDays(1)))
                .query(UUID.class)
                .single();
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from dating_events").update();
        jdbc.sql("delete from meet_spaces").update();
    }

    @Test
    void spacesAreReadyAheadOfAnEventAtThePaceThatGoogleAllows() {
        int before = GOOGLE.made();
        GOOGLE.failNext(1);
        expect(8);

        await().atMost(PATIENCE).until(this::ready, ready -> ready == 5);
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> GOOGLE.made() - before, made -> made == 5);
        assertThat(GOOGLE.complaints()).isEmpty();
    }

    @Test
    void aCallTakesASpaceOfItsOwnIsEndedByForceAndLeavesWhoWasThere() {
        expect(2);
        await().atMost(PATIENCE).until(this::ready, ready -> ready == 2);
        Call call = begin();
        Call next = begin();
        assertThat(call.room()).startsWith("spaces/").isNotEqualTo(next.room());

        String token = calls.link(List.of(call)).get(call.pair().one());
        RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .post()
                .uri("/dating/join/" + token)
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .value("Location", location -> assertThat(URI.create(location)).hasHost("meet.google.com"));

        transaction.executeWithoutResult(_ -> endCalls.end(List.of(call), clock.instant()));
        await().atMost(PATIENCE).until(() -> GOOGLE.ended().contains(call.room()));
        await().atMost(PATIENCE)
                .until(
                        () -> jdbc.sql(
                                        "select count(*) from event_log where what = 'meet-participant' and event_id = ?")
                                .param(event)
                                .query(Integer.class)
                                .single(),
                        noted -> noted == 2);
        assertThat(GOOGLE.ended()).doesNotContain(next.room());
        assertThat(GOOGLE.complaints()).isEmpty();
    }

    @Test
    void whereNoSpaceIsReadyTheCallIsInOurOwnRoom() {
        Call call = begin();

        assertThat(call.room()).startsWith("own-");
        assertThat(rooms.elsewhere(call.room())).isEmpty();
    }

    private Call begin() {
        UUID id = UUID.randomUUID();
        String room = Objects.requireNonNull(transaction.execute(_ -> rooms.open(id)));
        Instant now = clock.instant();
        Call call = new Call(
                id,
                event,
                0,
                0,
                new Pair(UUID.randomUUID(), UUID.randomUUID()),
                room,
                now,
                now.plusSeconds(300),
                null,
                null,
                null);
        calls.add(List.of(call));
        return call;
    }

    private void expect(int people) {
        for (int i = 0; i < people; i++) {
            jdbc.sql(
                            "insert into registrations (event_id, user_id, status, registered_at) values (?, ?, 'CONFIRMED', now())")
                    .params(event, UUID.randomUUID())
                    .update();
        }
    }

    private int ready() {
        return jdbc.sql("select count(*) from meet_spaces where name is not null")
                .query(Integer.class)
                .single();
    }

    private OffsetDateTime at(Duration ahead) {
        return clock.instant().plus(ahead).atOffset(ZoneOffset.UTC);
    }
}
