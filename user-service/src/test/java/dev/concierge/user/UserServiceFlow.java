package dev.concierge.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.fleet.Fleet;
import dev.concierge.platform.fleet.FleetService;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.user.export.Neighbours;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** What the flow tests of this service have in common: one context, and a client that gets its tokens here. */
@FlowTest(topics = {"interactions", "events", "businesses"})
public abstract class UserServiceFlow {
    /** As the launcher makes them: a generated secret per client. */
    protected static final Path SECRETS = secrets();

    /** The other services, whose part of guests' files is asked for. */
    protected static final Neighbours NEIGHBOURS = new Neighbours();

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    protected TestMessages messages;

    @Autowired
    protected TestClock clock;

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void secretsDir(DynamicPropertyRegistry properties) {
        properties.add("concierge.user.token.secrets-dir", SECRETS::toString);
        properties.add("concierge.user.token.clients.partner.scopes", () -> "resources:read,resources:write");
        properties.add("concierge.user.token.clients.partner.businesses", () -> "bistro,hotel");
        properties.add("concierge.http.token-uri", NEIGHBOURS::tokenUri);
        for (FleetService service : others()) {
            properties.add("concierge.services." + service.key() + ".url", () -> NEIGHBOURS.url(service.key()));
        }
    }

    /** All others that keep something. */
    protected static List<FleetService> others() {
        return Fleet.SERVICES.stream()
                .filter(service -> service.database() && !service.name().equals("user-service"))
                .toList();
    }

    /** The token of client {@code app}, with all its scopes. */
    protected String app() {
        return token("app");
    }

    protected String operator() {
        return token("cli");
    }

    protected String token(String clientId, String... scopes) {
        Answer answer = tokenAnswer(clientId, secretOf(clientId), scopes);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/access_token");
    }

    protected Answer tokenAnswer(String clientId, String secret, String... scopes) {
        String form = "grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + secret
                + (scopes.length == 0 ? "" : "&scope=" + String.join("+", scopes));
        return send(request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    protected static String secretOf(String clientId) {
        return clientId + "-0123456789abcdef0123456789abcdef";
    }

    /** Registers a guest nobody else has and answers their id. */
    protected String registered(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.putIfAbsent("email", UUID.randomUUID() + "@example.com");
        Answer answer = post("/users", app(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/userId");
    }

    protected Answer get(String path, @Nullable String token) {
        return call("GET", path, token, null);
    }

    protected Answer post(String path, @Nullable String token, @Nullable Object body, String... headers) {
        return call("POST", path, token, body, headers);
    }

    protected Answer put(String path, @Nullable String token, Object body, String... headers) {
        return call("PUT", path, token, body, headers);
    }

    /** @param body JSON text as it is, anything else as JSON */
    protected Answer call(
            String method, String path, @Nullable String token, @Nullable Object body, String... headers) {
        HttpRequest.Builder request = request(path);
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.setHeader("Content-Type", "application/json");
            String text = body instanceof String json ? json : JSON.writeValueAsString(body);
            request.method(method, BodyPublishers.ofString(text));
        }
        for (int index = 0; index < headers.length; index += 2) {
            request.setHeader(headers[index], headers[index + 1]);
        }
        return send(request);
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port).resolve(path));
    }

    protected Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Path secrets() {
        try {
            Path folder = Files.createTempDirectory("user-service-secrets");
            for (String client : List.of("app", "cli", "notification-hub", "journey-service", "partner")) {
                Files.writeString(folder.resolve("client-secret-" + client), secretOf(client) + "\n");
            }
            Files.writeString(folder.resolve("signing-key"), "0123456789abcdef0123456789abcdef");
            Files.writeString(folder.resolve("operator-password"), "open sesame, please");
            return folder;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
