package dev.concierge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients feel while something that the fleet could do without for a while is away. */
@Order(4)
@ExtendWith(RunningFleet.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTests {
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final long RISE_MICROS = 50_000;
    private static final int REQUESTS = 500;
    /** One that asks what is away while it is scraped takes many. */
    private static final Duration SLOWEST_SCRAPE = Duration.ofSeconds(1);

    /** A machine that does other work meanwhile may spoil a measurement, hardly three in a row. */
    private static final int ATTEMPTS = 3;

    /** One of each service but the issuer. */
    private static final List<String> ELSEWHERE = List.of(
            "/triggers", "/journeys", "/businesses", "/items", "/dating/events", "/search?q=sailing", "/events");

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalFleet fleet;
    private String token = "";

    OutageTests(LocalFleet fleet) {
        this.fleet = fleet;
    }

    @BeforeEach
    void comeWithAToken() {
        token = fleet.clientToken();
        assertThat(ELSEWHERE).allMatch(path -> status(path) == 200);
    }

    @AfterAll
    void leave() {
        http.close();
    }

    @Test
    void tokensAreAcceptedWhileTheirIssuerHangs() throws Exception {
        fleet.signal("user-service", "STOP");
        try {
            assertThat(status("/users")).isIn(503, 504);
            assertThat(ELSEWHERE).allMatch(path -> status(path) == 200);
        } finally {
            fleet.signal("user-service", "CONT");
        }
        await().atMost(RECOVERY).until(() -> status("/users") == 200);
    }

    @Test
    void tokensAreAcceptedWhileTheirIssuerIsDown() {
        assertThat(fleet.kill("user-service")).isTrue();

        assertThat(status("/users")).isEqualTo(503);
        assertThat(ELSEWHERE).allMatch(path -> status(path) == 200);
        await().atMost(RECOVERY).until(() -> status("/users") == 200);
        fleet.awaitReady("user-service", RECOVERY);
    }

    @Test
    void aRedisThatHangsIsHardlyFelt() throws Exception {
        long rise = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && rise > RISE_MICROS; attempt++) {
            long usual = p99Micros();
            fleet.signal("redis", "STOP");
            try {
                rise = p99Micros() - usual;
            } finally {
                fleet.signal("redis", "CONT");
            }
            await().atMost(RECOVERY).until(() -> body("/health").contains("\"redis\":\"UP\""));
        }
        assertThat(rise).as("rise of p99 in µs").isLessThanOrEqualTo(RISE_MICROS);
    }

    /** As docs/adr/0046 decides: all pods would go at once, with what they can still answer. */
    @ParameterizedTest
    @CsvSource({"postgres, database", "kafka, broker", "redis, redis", "mail, mail"})
    void whatAllLackAtOnceMakesNobodyUnready(String process, String dependency) throws Exception {
        List<String> leaning = whoSays("dependency_up{dependency=\"" + dependency + "\"} ");
        String up = "dependency_up{dependency=\"" + dependency + "\"} 1.0";
        String away = "dependency_up{dependency=\"" + dependency + "\"} 0.0";
        assertThat(leaning).isNotEmpty();
        await().atMost(RECOVERY).until(() -> whoSays(up).equals(leaning));
        fleet.signalTree(process, "STOP");
        try {
            await().atMost(RECOVERY).until(() -> whoSays(away).equals(leaning));

            assertThat(Fleet.SERVICES)
                    .allSatisfy(service -> assertThat(
                                    ask(fleet.port(service.name()), "/readyz").statusCode())
                            .as(service.name())
                            .isEqualTo(200));
            for (Service service : Fleet.SERVICES) {
                Scrape scrape = quickestScrape(service.name());
                assertThat(scrape.took()).as(service.name()).isLessThan(SLOWEST_SCRAPE);
                assertThat(scrape.bytesBesideRequests()).as(service.name()).isLessThan(FleetTests.LARGEST_SCRAPE);
            }
        } finally {
            fleet.signalTree(process, "CONT");
        }
        await().atMost(RECOVERY).until(() -> whoSays(up).equals(leaning));
    }

    private Scrape quickestScrape(String service) {
        return IntStream.range(0, ATTEMPTS)
                .mapToObj(_ -> Scrape.of(http, fleet, service))
                .min(Comparator.comparing(Scrape::took))
                .orElseThrow();
    }

    /** The services whose scrapes have a line that begins so. */
    private List<String> whoSays(String begin) {
        return Fleet.SERVICES.stream()
                .map(Service::name)
                .filter(service ->
                        Scrape.of(http, fleet, service).page().lines().anyMatch(line -> line.startsWith(begin)))
                .toList();
    }

    private HttpResponse<String> ask(int port, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)));
    }

    private long p99Micros() {
        long[] micros = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            long start = System.nanoTime();
            assertThat(status("/items?limit=1")).isEqualTo(200);
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        Arrays.sort(micros);
        return micros[REQUESTS * 99 / 100];
    }

    private int status(String path) {
        return get(path).statusCode();
    }

    private String body(String path) {
        return get(path).body();
    }

    private HttpResponse<String> get(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(fleet.gateway() + path)).header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> send(HttpRequest.Builder get) {
        HttpRequest request = get.timeout(Duration.ofSeconds(10)).build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException("GET " + request.uri() + ": " + broken, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
