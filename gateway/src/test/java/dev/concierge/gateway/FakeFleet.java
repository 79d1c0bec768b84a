package dev.concierge.gateway;

import dev.concierge.gateway.route.Routes;
import dev.concierge.platform.fleet.FleetService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A gateway in front of one fake per service; only the datemaker is down. */
public abstract class FakeFleet {
    protected static final Map<FleetService, FakeService> FLEET = new HashMap<>();
    protected static final FleetService DOWN = FleetService.named("datemaker");

    static {
        Routes.SERVICES.stream()
                .filter(service -> service != DOWN)
                .forEach(service -> FLEET.put(service, new FakeService(service.name())));
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry registry) {
        FLEET.forEach((service, fake) -> registry.add("CONCIERGE_" + service.alias() + "_URL", fake::url));
        registry.add("CONCIERGE_GATEWAY_RESPONSE_TIMEOUT", () -> "3s");
    }

    @BeforeEach
    void forget() {
        FLEET.values().forEach(FakeService::forget);
    }

    protected FakeService fake(String service) {
        FakeService fake = FLEET.get(FleetService.named(service));
        if (fake == null) {
            throw new IllegalArgumentException(service + " is down (expected: one that has a fake)");
        }
        return fake;
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE);
    }

    protected HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    protected HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    protected HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }
}
