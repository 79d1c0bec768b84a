package dev.concierge.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of every service's document × every kind of token × everything that can be wrong with its input, at
 * the service itself and through the gateway; nothing of what is refused leaves a trace.
 */
@Order(1)
@ExtendWith(RunningFleet.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MatrixTests {
    private static final Set<String> RECORDS_OF_REFUSALS = Set.of(
            "audit_log",
            "dorathy_search public.questions",
            "event_losses",
            "event-losses",
            "event_service platform.consumed_foreign");

    /** A write key stands in the body, which is therefore read before anybody is refused (event-service's own tests). */
    private static final String KEY_IN_THE_BODY = "/v1/";

    /**
     * Judged by the tokens that they refuse alone. News of payments and of returned mails are read once their signature is
     * found right, and only those who take payments or mails can sign (resource-service, PaymentFlowTests; notification-hub,
     * ReturnedFlowTests). What is withdrawn is kept even if it never came, so that it cannot come later (resource-service,
     * OfferRequestFlowTests; journey-service, PauseFlowTests). Any word may be said to say nothing, and is kept by that
     * (dorathy-search, ControlFlowTests). The link of the page that is judged here would be gone (datemaker,
     * PageLinkFlowTests).
     */
    private static final Set<String> JUDGED_BESIDE = Set.of(
            "POST /bookings/payments",
            "POST /webhooks/mail",
            "DELETE /offers/{business}/requests/{request}",
            "DELETE /dating/pages/{userId}",
            "DELETE /journeys/experiences/{experienceId}",
            "PUT /ops/vocabulary/stop-words/{word}");

    /**
     * Have their tests beside them: a fleet's next key must be a minute old first (user-service); an offer needs its units,
     * and a booking a time that is free and to come (resource-service, BookingFlowTests); an experience is made of others'
     * parts, and only guests ask for help (concierge-service, ExperienceFlowTests, HelpRequestFlowTests); an outlet needs a
     * file with its secret, and a replay moves on between two answers (event-service, OutletFlowTests, ReplayFlowTests); what a
     * guest said is known by its messageId (dorathy-search, AssistantFlowTests).
     */
    private static final List<String> NOT_REPEATED = List.of(
            "POST /agent/messages",
            "POST /bookings",
            "POST /events/outlets",
            "POST /events/replays",
            "POST /experiences",
            "POST /offers",
            "POST /requests",
            "POST /ops/keys/rotate",
            "POST /journeys/{id}/pause",
            "POST /journeys/{id}/resume");

    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    private final Sender sender = new Sender();
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private final Fleet fleet;
    private final Callers callers;
    private final Rest rest;
    private Traces before = new Traces(Map.of());

    MatrixTests(LocalFleet local) throws Exception {
        this.fleet = Fleet.met(local, sender);
        this.callers = fleet.callers(sender, clock);
        this.rest = new Rest(local, sender, fleet.services(), callers.client());
        known.put("userId", callers.guestId());
        known.putAll(Paths.NAMES);
    }

    @AfterAll
    void leave() {
        sender.close();
    }

    @Test
    @Order(1)
    void everyRequestThatTakesAKeyIsRepeatedHere() {
        assertThat(fleet.operations()
                        .filter(ApiOperation::takesKey)
                        .map(operation -> operation.method() + " " + operation.path()))
                .as("operations that take an Idempotency-Key")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Creation.ALL.stream().map(creation -> creation.method() + " " + creation.path()),
                                NOT_REPEATED.stream())
                        .toList());
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> aRepeatedKeyIsRecognised() {
        return Creation.ALL.stream()
                .map(creation -> DynamicTest.dynamicTest(creation.method() + " " + creation.path(), () -> {
                    ApiOperation operation = fleet.operation(creation.method(), creation.path());
                    assertThat(new RepeatedRequests(sender, fleet.gateway(), callers, known)
                                    .check(operation, creation, samples(operation)))
                            .isEmpty();
                }));
    }

    /** What its link leads to can be judged then; the same link is given out again, so that asking leaves nothing behind. */
    @Test
    @Order(3)
    void aGuestHasAPageOfTheirOwn() {
        HttpResponse<String> answer = byTheGuest(fleet.operation("POST", "/dating/pages/{userId}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        String url = JsonMapper.shared().readTree(answer.body()).path("url").asString();
        known.put("key", url.substring(url.lastIndexOf('/') + 1));
    }

    @Test
    @Order(4)
    void everyExceptionIsThereStill() {
        assertThat(fleet.operations().map(operation -> operation.method() + " " + operation.path()))
                .containsAll(JUDGED_BESIDE);
    }

    @Test
    @Order(5)
    void theFleetComesToRest() throws SQLException {
        Traces _ = rest.reached();
        // of what is unread a probe would tell open screens that it is read
        assertThat(byTheGuest(fleet.operation("POST", "/inbox/{userId}/read")).statusCode())
                .isEqualTo(204);
        before = rest.reached();

        assertThat(before.counts()).isNotEmpty();
    }

    private HttpResponse<String> byTheGuest(ApiOperation operation) {
        Call call = new Paths(known, samples(operation)).known(operation).as(callers.guest());
        return sender.send(fleet.services(), operation.service(), call);
    }

    @TestFactory
    @Order(6)
    Stream<DynamicTest> whatIsWrongIsRefused() {
        Set<String> scopes = fleet.scopes();
        return fleet.operations()
                .filter(operation -> !operation.path().startsWith(KEY_IN_THE_BODY))
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    List<Probe> probes = probes(operation, scopes);
                    List<String> deviations =
                            new ArrayList<>(sender.deviations(fleet.services(), operation.service(), probes));
                    if (!OpenDoors.isInternal(operation)) {
                        deviations.addAll(sender.deviations(fleet.gateway(), operation.service(), probes));
                    }
                    assertThat(deviations)
                            .as("of %d probes%n%s", probes.size(), String.join("\n", deviations))
                            .isEmpty();
                }));
    }

    @Test
    @Order(7)
    void nothingRefusedLeftATrace() throws SQLException {
        assertThat(withoutRecords(rest.reached().counts())).isEqualTo(withoutRecords(before.counts()));
        assertThat(sender.sent()).isGreaterThan(1_000);
    }

    /** What is kept of requests on purpose: who tried what, which events were lost, what was looked for. */
    private static Map<String, Long> withoutRecords(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> RECORDS_OF_REFUSALS.stream().noneMatch(count.getKey()::contains))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Probe> probes(ApiOperation operation, Set<String> scopes) {
        Samples samples = samples(operation);
        Paths paths = new Paths(known, samples);
        List<Probe> probes = new ArrayList<>(new TokenProbes(callers, paths, scopes).of(operation));
        if (JUDGED_BESIDE.contains(operation.method() + " " + operation.path())) {
            probes.removeIf(probe -> !REFUSALS.containsAll(probe.statuses()));
        } else {
            probes.addAll(new ParameterProbes(callers, paths).of(operation));
            probes.addAll(new BodyProbes(callers, paths, samples).of(operation));
        }
        return probes;
    }

    private Samples samples(ApiOperation operation) {
        return new Samples(operation.document(), clock);
    }
}
