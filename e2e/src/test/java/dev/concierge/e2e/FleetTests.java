package dev.concierge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import dev.concierge.testsupport.OpenApiContract;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The fleet as a newcomer and a client meet it. */
@Order(3)
@ExtendWith(RunningFleet.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetTests {
    /** Without what is measured of requests. */
    static final int LARGEST_SCRAPE = 60_000;
    /** Of one method of a route with one of its answers, on an average; the gateway has a histogram of each. */
    private static final int LARGEST_OF_A_REQUEST = 700;

    private static final int LARGEST_OF_A_REQUEST_AT_THE_GATEWAY = 1_200;

    private static final String OURS =
            "outbox|consumer|effect|idempotency|cache|outgoing|dependency|event|journey|resource|hub|datemaker|job|curation|segment|search";

    private static final Path ROOT = RunningFleet.ROOT;

    private final LocalFleet fleet;

    FleetTests(LocalFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    @Order(1)
    void theDemoCountsAgree() throws Exception {
        String counts = fleet.bash("./concierge demo --guests 50 --json");

        assertThat(counts)
                .contains("\"registered\":50", "\"profiles\":50", "\"runsEntered\":50", "\"mailsReceived\":50");
        assertThat(JsonMapper.shared()
                        .readTree(counts.substring(counts.indexOf('{')))
                        .path("rooms"))
                .hasSize(7)
                .allSatisfy(room -> assertThat(room.path("ended").asBoolean()).isTrue());
    }

    @Test
    @Order(2)
    void theReadmesLinesWorkAsPasted() throws Exception {
        Matcher block = Pattern.compile("With the fleet up, as pasted:\\s+```bash\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(block.find()).isTrue();
        String gateway = fleet.gateway().substring("http://".length());

        String printed = fleet.bash(block.group(1).replace("localhost:8080", gateway));

        assertThat(printed)
                .contains("\"topics\":[]")
                .contains("\"eventName\":\"offer_viewed\"")
                .contains("preference email: subscribed, transactional")
                .contains("\"subject\":\"Welcome, Ada\"")
                .contains("token: ey");
    }

    @Test
    @Order(3)
    void whatATypeOpensToSearchIsFound() throws Exception {
        String found = fleet.bash("""
                send() { curl -sS --fail-with-body -X "$1" "%1$s$2" -H "Authorization: Bearer $TOKEN" \
                    -H 'Content-Type: application/json' ${3:+-d "$3"}; }
                TOKEN=$(./concierge token)
                send POST /businesses '{"businessId":"quokka","name":"Quokka","zone":"UTC"}'
                send POST /businesses/quokka/locations '{"locationId":"l","name":"L","zone":"UTC"}'
                send PUT /businesses/quokka/types/table \
                    '{"properties":{"name":{"type":"string","x-searchable":"title"},"guest":{"x-personal":true}}}'
                send POST /businesses/quokka/locations/l/resources/table '{"id":"t","name":"Quokka terrace","guest":"Ada"}'
                for i in $(seq 100); do
                    send GET '/search?q=quokka' > "$CONCIERGE_HOME/found" && grep -q terrace "$CONCIERGE_HOME/found" && break
                    sleep 0.2
                done
                echo; cat "$CONCIERGE_HOME/found"
                """.formatted(fleet.gateway()));

        assertThat(found.substring(found.lastIndexOf('\n', found.length() - 2) + 1))
                .contains("\"type\":\"resource\"", "Quokka terrace")
                .doesNotContain("Ada");
    }

    @Test
    @Order(4)
    void theSeedsWalkThroughWorksAsPasted() throws Exception {
        Matcher block = Pattern.compile("The seed's walk-through, as pasted\\s+```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("resource-service/README.md")));
        assertThat(block.find()).isTrue();

        String printed = fleet.bash(block.group(1)
                .replace("./concierge up\n", "")
                .replace("localhost:3002", "localhost:" + fleet.port("resource-service")));

        assertThat(printed)
                .contains("\"success\":true", "\"businessId\":\"business-123\"", "\"shardId\":\"shard-001\"");
    }

    @Test
    @Order(5)
    void theSeedsErrorStoryWorksAsPastedAndTheExperienceIsFound() throws Exception {
        Matcher block = Pattern.compile("As pasted, with the `USER_ID` of a guest:\\s+```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("concierge-service/README.md")));
        assertThat(block.find()).isTrue();
        String gateway = fleet.gateway().substring("http://".length());

        String printed =
                fleet.bash("""
                USER_ID=$(curl -sf %1$s/users -H "Authorization: Bearer $(./concierge token)" \
                  -H 'Content-Type: application/json' \
                  -d '{"firstName":"Ada","lastName":"Sails","email":"ada.sails@example.org"}' \
                  | grep -o '"userId":"[^"]*' | cut -d'"' -f4)
                %2$s
                for i in $(seq 150); do
                    call GET /jobs/$id > "$CONCIERGE_HOME/job" && grep -q '"DONE"' "$CONCIERGE_HOME/job" \
                        && call GET '/search?q=sunset&type=experience' > "$CONCIERGE_HOME/found" \
                        && grep -q 'Sailing at sunset 2' "$CONCIERGE_HOME/found" && break
                    sleep 0.2
                done
                echo "in the end"; cat "$CONCIERGE_HOME/job" "$CONCIERGE_HOME/found"
                """.formatted(fleet.gateway(), block.group(1).replace("localhost:8080", gateway)));

        assertThat(printed)
                .contains("\"code\":\"experience-name-taken\"", "\"alternatives\":[\"Sailing at Sunset 2\"")
                .contains("\"status\":\"ACTION_REQUIRED\"");
        assertThat(printed.substring(printed.indexOf("in the end")))
                .contains("\"status\":\"DONE\"", "\"offerId\"", "Sailing at sunset 2");
    }

    /** Gateway, hub, dorathy-search, and back through concierge-service. */
    @Test
    @Order(5)
    void aGuestSpeaksWithAnAssistantOfTheirOwn() throws Exception {
        String printed = fleet.bash("""
                USER_ID=$(curl -sf %1$s/users -H "Authorization: Bearer $(./concierge token)" \
                  -H 'Content-Type: application/json' \
                  -d '{"firstName":"Ada","lastName":"Speaks","email":"ada.speaks@example.org"}' \
                  | grep -o '"userId":"[^"]*' | cut -d'"' -f4)
                ADA=$(./concierge token --kind guest --user $USER_ID)
                curl -sS --fail-with-body %1$s/api/messages -H "Authorization: Bearer $ADA" \
                  -H 'Content-Type: application/json' -d '{"userId":"'$USER_ID'","content":"I will call you Pixel"}'
                for i in $(seq 100); do
                    curl -sS %1$s/assistant -H "Authorization: Bearer $ADA" > "$CONCIERGE_HOME/assistant"
                    grep -q Pixel "$CONCIERGE_HOME/assistant" && break
                    sleep 0.2
                done
                echo "in the end"; cat "$CONCIERGE_HOME/assistant"
                """.formatted(fleet.gateway()));

        assertThat(printed.substring(printed.indexOf("in the end"))).contains("\"name\":\"Pixel\"");
    }

    /** user-service finds them by what event-service was told, journey-service acts on it, the hub writes. */
    @Test
    @Order(5)
    void whoSpendsComesIntoASegmentAndIntoItsJourney() throws Exception {
        String printed = fleet.bash("""
                send() { curl -sS --fail-with-body -X "$1" "%1$s$2" -H "Authorization: Bearer $TOKEN" \
                    -H 'Content-Type: application/json' ${3:+-d "$3"}; }
                TOKEN=$(./concierge token)
                USER_ID=$(send POST /users '{"firstName":"Ada","lastName":"Spends","email":"ada.spends@example.org"}' \
                  | grep -o '"userId":"[^"]*' | cut -d'"' -f4)
                send POST /segments '{"segmentId":"spenders","name":"Spenders","rule":{"type":"history",
                  "event":"wine_bought","sum":"/amount","is":"gt","value":500,"within":"P30D"}}'
                send POST /journeys '{"journeyId":"for-spenders","name":"For spenders",
                  "entry":{"on":"segment.entered","attributes":{"segmentId":"spenders"}},"start":"note",
                  "nodes":{"note":{"type":"notification","channels":["email"],"category":"transactional",
                    "content":{"subject":"A place at the table","text":"You are one of few."},"next":"end"},
                    "end":{"type":"exit","reason":"told"}}}'
                send POST /journeys/for-spenders/publish '{}'
                for i in $(seq 100); do
                    send GET /journeys/for-spenders > "$CONCIERGE_HOME/journey" \
                        && grep -q '"state":"live"' "$CONCIERGE_HOME/journey" && break
                    sleep 0.2
                done
                bought() { send POST /event '{"userId":"'$USER_ID'","eventName":"wine_bought",
                  "eventTime":"'$(date -u -Iseconds)'","attributes":{"amount":'$1'}}'; }
                bought 300; bought 250
                for i in $(seq 150); do
                    send GET "/journeys/runs?userId=$USER_ID&journeyId=for-spenders" > "$CONCIERGE_HOME/runs" \
                        && grep -q exited "$CONCIERGE_HOME/runs" && break
                    sleep 0.2
                done
                echo "in the end"; cat "$CONCIERGE_HOME/runs"; send GET /users/$USER_ID/segments
                """.formatted(fleet.gateway()));

        assertThat(printed.substring(printed.indexOf("in the end"))).contains("\"told\"", "\"spenders\"");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(fleet.mails())
                        .filteredOn(mail -> mail.to().contains("ada.spends@example.org"))
                        .anyMatch(mail -> "A place at the table".equals(mail.subject())));
    }

    @Test
    @Order(5)
    void oneTraceLeadsFromTheRequestToTheReceipt() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String userId = fleet.bash("""
                curl -sf %s/users -H "Authorization: Bearer $(./concierge token)" \
                  -H 'Content-Type: application/json' -H 'traceparent: 00-%s-00f067aa0ba902b7-01' \
                  -d '{"firstName":"Trace","lastName":"Me","email":"trace@example.org"}' \
                  | grep -o '"userId":"[^"]*' | cut -d'"' -f4
                """.formatted(fleet.gateway(), trace)).strip();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(fleet.mails()).anyMatch(mail -> mail.to().contains("trace@example.org")));
        for (String topic : Set.of("users", "journey-triggers", "notifications", "notification-receipts")) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(TopicTraces.of(fleet.kafka(), topic, userId))
                            .as("traces of %s on %s", userId, topic)
                            .containsOnly(trace));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.concierge.e2e.DocumentedServices#names")
    @Order(6)
    void whatAServiceOffersIsItsCommittedContract(String service) throws Exception {
        OpenApiContract.of(service).compareWith(fleet.bash("curl -sf " + fleet.gateway() + "/docs/" + service));
    }

    /** A Prometheus that scrapes a hundred pods must not drown, and whoever reads a name must learn what it counts. */
    @ParameterizedTest
    @MethodSource("services")
    @Order(7)
    void aScrapeIsSmallExplainedAndTellsWhatTheServiceLeansOn(String service) {
        Scrape scrape;
        try (HttpClient http = HttpClient.newHttpClient()) {
            scrape = Scrape.of(http, fleet, service);
        }
        String page = scrape.page();
        boolean isGateway = service.equals("gateway");

        assertThat(scrape.bytesBesideRequests()).as("bytes").isLessThan(LARGEST_SCRAPE);
        // the matrix before this has made every request there is, with every answer: what they add is bounded for each
        assertThat(scrape.bytesOfRequests())
                .as("bytes of requests")
                .isLessThanOrEqualTo(scrape.kindsOfRequests()
                        * (isGateway ? LARGEST_OF_A_REQUEST_AT_THE_GATEWAY : LARGEST_OF_A_REQUEST));
        assertThat(page.lines().filter(line -> line.matches("# HELP (?:" + OURS + ")_\\S+ *")))
                .isEmpty();
        String leansOn = isGateway ? "redis" : "broker";
        assertThat(page)
                .contains("dependency_up{dependency=\"" + leansOn + "\"} 1.0")
                .doesNotContain("spring_security_");
    }

    static Stream<String> services() {
        return Fleet.SERVICES.stream().map(Service::name);
    }
}
