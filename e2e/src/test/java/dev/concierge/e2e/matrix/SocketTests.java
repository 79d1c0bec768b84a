package dev.concierge.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of channel × every kind of token, through the gateway: what the matrix asks of operations, asked of sockets. */
@Order(2)
@ExtendWith(RunningFleet.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketTests {
    private static final String HERE = "sockets";
    private static final String ELSEWHERE = "sockets-elsewhere";

    /** Who may join what; whoever is not named is refused. */
    private static final String TABLE = """
            users:{guest}           | guest, client, operator, viewer
            users:{stranger}        | stranger, client, operator, viewer
            users:{nobody}          | client, operator, viewer
            resources:{here}        | client, operator, viewer, client here, operator here, service here, guest here
            resources:{here}-bar    | client, operator, viewer, client here, operator here, service here, guest here
            resources:{elsewhere}   | client, operator, viewer, client here, operator here, service here, guest here
            resources:{other}       | client, operator, viewer
            messages:{talk}         | guest, client, operator, viewer
            messages:{talk here}    | guest, client, operator, viewer, client here, operator here, guest here
            messages:{nobody}       |
            messages:nothing        |
            jobs:{job here}         | guest, client, operator, viewer, client here, operator here, guest here
            jobs:{nobody}           |
            jobs:nothing            |
            events:{tail}           | operator, viewer
            events:{nobody}         | operator, viewer
            ops:alerts              |
            phoenix                 |
            """;

    private final Sender sender = new Sender();
    private final Fleet fleet;
    private final Callers callers;
    private final Map<String, String> names = new LinkedHashMap<>();
    /** By what the table calls them. */
    private final Map<String, String> tokens = new LinkedHashMap<>();

    SocketTests(LocalFleet local) throws Exception {
        this.fleet = Fleet.met(local, sender);
        this.callers = fleet.callers(sender, Clock.systemUTC());
        TrustedKey issuer = callers.issuer();
        String stranger = Paths.UNKNOWN.replace('7', '8');
        tokens.put("guest", callers.guest());
        tokens.put("stranger", issuer.token("guest", stranger, Set.of()));
        tokens.put("client", callers.client());
        tokens.put("service", issuer.token("service", "journey-service", fleet.scopes()));
        tokens.put("operator", callers.operator());
        tokens.put("viewer", issuer.viewer("vera"));
        tokens.put("guest here", issuer.narrowed("guest", callers.guestId(), Set.of(), HERE));
        tokens.put("client here", issuer.narrowed("client", "app", fleet.scopes(), HERE));
        tokens.put("service here", issuer.narrowed("service", "journey-service", fleet.scopes(), HERE));
        tokens.put("operator here", issuer.narrowed("operator", "olga", fleet.scopes(), HERE));
        names.put("guest", callers.guestId());
        names.put("stranger", stranger);
        names.put("nobody", Paths.UNKNOWN);
        names.put("here", HERE);
        names.put("elsewhere", ELSEWHERE);
        names.put("other", "motel");
        names.put("talk", said(null));
        names.put("talk here", said(HERE));
        names.put("job here", job());
        names.put("tail", made("/events/tails", callers.operator(), "{\"minutes\": 10}", "tailId"));
    }

    @AfterAll
    void leave() {
        sender.close();
    }

    @Test
    void theTableHasEveryKindOfChannel() throws IOException {
        String readme = Files.readString(Path.of("..", "notification-hub", "README.md"));
        String topics = readme.substring(readme.indexOf("## Live topics"), readme.indexOf("## Notifications"));
        Set<String> documented = topics.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf(':')))
                .collect(Collectors.toSet());

        assertThat(documented).isNotEmpty();
        assertThat(rows().keySet().stream().map(topic -> topic.split(":", -1)[0]))
                .containsAll(documented);
    }

    @TestFactory
    Stream<DynamicTest> whoJoinsWhat() {
        return tokens.entrySet().stream()
                .map(token -> DynamicTest.dynamicTest(token.getKey(), () -> {
                    List<String> deviations = new ArrayList<>();
                    try (LiveSocket socket = new LiveSocket(fleet.gateway().url(), token.getValue())) {
                        for (Map.Entry<String, Set<String>> row : rows().entrySet()) {
                            String verdict = socket.join(row.getKey());
                            boolean mayJoin = row.getValue().contains(token.getKey());
                            if (verdict.equals("joined") != mayJoin) {
                                deviations.add(row.getKey() + ": " + verdict + " (expected: "
                                        + (mayJoin ? "joined" : "refused") + ")");
                            }
                        }
                    }
                    assertThat(deviations).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> nobodyElseGetsThroughTheDoor() {
        return callers.rejected().entrySet().stream()
                .map(token -> DynamicTest.dynamicTest(
                        token.getKey(),
                        () -> assertThat(LiveSocket.status(fleet.gateway().url(), token.getValue(), null))
                                .isEqualTo(403)));
    }

    @Test
    void norDoesWhoHasNoToken() {
        assertThat(LiveSocket.status(fleet.gateway().url(), null, null)).isEqualTo(403);
        assertThat(LiveSocket.status(fleet.gateway().url(), "", null)).isEqualTo(403);
    }

    @Test
    void pagesOfTheGatewayOpenSocketsAndPagesOfOthersDoNot() {
        String gateway = fleet.gateway().url();
        String hub = fleet.local().url("notification-hub");

        assertThat(LiveSocket.status(gateway, callers.guest(), gateway)).isEqualTo(101);
        assertThat(LiveSocket.status(gateway, callers.guest(), "https://theirs.example"))
                .isEqualTo(403);
        assertThat(LiveSocket.status(gateway, callers.guest(), "null")).isEqualTo(403);
        assertThat(LiveSocket.status(hub, callers.guest(), hub)).isEqualTo(101);
        assertThat(LiveSocket.status(hub, callers.guest(), gateway)).isEqualTo(403);
        assertThat(LiveSocket.status(hub, callers.guest(), "https://theirs.example"))
                .isEqualTo(403);
    }

    /** By topic, who may join it. */
    private Map<String, Set<String>> rows() {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        TABLE.lines().forEach(line -> {
            String[] parts = line.split("\\|", -1);
            String topic = parts[0].strip();
            for (Map.Entry<String, String> name : names.entrySet()) {
                topic = topic.replace("{" + name.getKey() + "}", name.getValue());
            }
            rows.put(
                    topic,
                    Arrays.stream(parts[1].split(",", -1)).map(String::strip).collect(Collectors.toSet()));
        });
        return rows;
    }

    /** The conversation that the guest begins, about a business or none. */
    private String said(@Nullable String business) {
        String about = business == null ? "" : ", \"businessId\": \"" + business + "\"";
        return made(
                "/api/messages",
                callers.guest(),
                "{\"userId\": \"" + callers.guestId() + "\", \"content\": \"hello\"" + about + "}",
                "conversationId");
    }

    /** Of the guest, at the business; whatever becomes of it. */
    private String job() {
        return made("/experiences", callers.guest(), """
                {"businessId": "%s", "locationId": "bar", "experience": {"name": "Sailing"},
                 "resource": {"offer": {"step": "PT30M", "price": {"currency": "EUR",
                   "charges": [{"name": "Tour", "per": "BOOKING", "amount": 9900}]}}}}
                """.formatted(HERE), "requestId");
    }

    private String made(String path, String token, String body, String field) {
        JsonNode answer = JsonMapper.shared()
                .readTree(sender.send(
                                fleet.gateway(),
                                "",
                                Call.of("POST", path).as(token).json(body))
                        .body());
        String id = answer.path(field).asString("");
        assertThat(id).as("%s of POST %s: %s", field, path, answer).isNotEmpty();
        return id;
    }
}
