package dev.concierge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.socket.WireClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One context for all flow tests of the hub: user-service, the assistant and the mail server beside it speak their real protocols. */
@FlowTest(topics = {"users", "notifications", "experience-jobs", "event-tails", "businesses"})
public abstract class HubFlow {
    protected static final UserService USERS = UserService.started();
    protected static final Agent AGENT = Agent.started();
    protected static final ConciergeService CONCIERGE = ConciergeService.started();
    protected static final String WEBHOOK_SECRET = "c2VjcmV0IG9mIHRoZSB0ZXN0cyBvZiBtYWls";
    protected static final MailServer MAIL = MailServer.started();
    /** Where mails come back to. */
    protected static final Mailbox RETURNED = Mailbox.started("imap");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    protected TestMessages messages;

    @LocalServerPort
    protected int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry registry) {
        registry.add("concierge.services.user.url", USERS::url);
        registry.add("concierge.services.search.url", AGENT::url);
        registry.add("concierge.services.concierge.url", CONCIERGE::url);
        registry.add("concierge.hub.assistant.patience", () -> "5s");
        registry.add("spring.mail.port", MAIL::port);
        registry.add("concierge.hub.email.return-path", () -> "returned@localhost");
        registry.add("concierge.hub.email.pace[slow.example]", () -> 2);
        registry.add("concierge.hub.email.test-recipients", () -> "@example.org");
        registry.add("concierge.hub.bounces.protocol", () -> "imap");
        registry.add("concierge.hub.bounces.host", () -> "127.0.0.1");
        registry.add("concierge.hub.bounces.port", RETURNED::port);
        registry.add("concierge.hub.bounces.username", () -> Mailbox.NAME);
        registry.add("concierge.hub.bounces.password", () -> Mailbox.PASSWORD);
        registry.add("concierge.hub.bounces.poll", () -> "200ms");
        registry.add("concierge.hub.webhooks.mail-secret", () -> WEBHOOK_SECRET);
        registry.add("concierge.effect.last-retry", () -> "500ms");
        registry.add("concierge.hub.delivery.last-retry", () -> "500ms");
    }

    @BeforeEach
    void ready() {
        await().untilAsserted(
                        () -> assertThat(get("/readyz", null).statusCode()).isEqualTo(200));
    }

    protected HttpResponse<String> get(String path, @Nullable String token) {
        return send(HttpRequest.newBuilder(uri("http", path)), token);
    }

    protected HttpResponse<String> post(String path, @Nullable String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("http", path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request, token);
    }

    /** What is read by whoever watches the hub. */
    protected String scrape() {
        URI page = URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus");
        return send(HttpRequest.newBuilder(page), null).body();
    }

    /** A socket with this token. */
    protected WireClient socket(String token) {
        return WireClient.open(socketUri(token));
    }

    protected URI socketUri(String token) {
        return uri("ws", "/socket/websocket?vsn=2.0.0&token=" + token);
    }

    protected HttpResponse<String> call(
            String method, String path, @Nullable String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("http", path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request, token);
    }

    /** As a form on a page is sent. */
    protected HttpResponse<String> postForm(String path, String body) {
        return send(
                HttpRequest.newBuilder(uri("http", path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                null);
    }

    private URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, @Nullable String token) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
