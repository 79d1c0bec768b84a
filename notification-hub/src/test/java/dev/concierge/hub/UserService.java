package dev.concierge.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers {@code POST /users/contacts} and {@code /users/{userId}/consents} as user-service does, for guests that tests made up. */
public final class UserService {
    private static final Pattern CONSENTS = Pattern.compile("/users/([^/]+)/consents");
    private static final String CONTACT = """
            {"userId":"%s","firstName":"%s","lastName":"Lovelace","email":%s,"phone":null,
             "preferences":{"email":%s,"sms":%s,"push":%s,"zone":"%s","quietHours":%s},"version":%d}""";
    private static final String WISHES =
            "{\"reachable\":true,\"subscribed\":%s,\"marketing\":%s,\"transactional\":true}";

    private final Map<String, String> contacts = new ConcurrentHashMap<>();
    private final Map<String, List<String>> consents = new ConcurrentHashMap<>();
    private volatile boolean takesConsents = true;
    private final AtomicLong versions = new AtomicLong();
    private final HttpServer server;

    private UserService(HttpServer server) {
        this.server = server;
    }

    static UserService started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            UserService service = new UserService(server);
            server.createContext("/users", service::answer);
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the version that the guest has now. */
    public long knows(String userId, String firstName, String email) {
        return knows(userId, firstName, email, true, false, null, "Europe/Berlin");
    }

    public void knowsUnsubscribed(String userId, String email) {
        knows(userId, "Ada", email, false, false, null, "Europe/Berlin");
    }

    /** One who agreed to marketing. */
    public void knowsFriend(String userId, String email) {
        knows(userId, "Ada", email, true, true, null, "Europe/Berlin");
    }

    /** One who agreed to marketing, but not between these times. */
    public void knowsSleeper(String userId, String email, LocalTime from, LocalTime to, String zone) {
        knows(userId, "Ada", email, true, true, "{\"from\":\"" + from + "\",\"to\":\"" + to + "\"}", zone);
    }

    /** What was recorded of a guest's consent, in its order. */
    public List<String> consentsOf(String userId) {
        return List.copyOf(consents.getOrDefault(userId, List.of()));
    }

    /** Takes no consents until told otherwise. */
    public void takesConsents(boolean takes) {
        takesConsents = takes;
    }

    private long knows(
            String userId,
            String firstName,
            String email,
            boolean subscribed,
            boolean marketing,
            @Nullable String quietHours,
            String zone) {
        String wishes = WISHES.formatted(subscribed, marketing);
        long version = versions.incrementAndGet();
        contacts.put(
                userId,
                CONTACT.formatted(
                        userId, firstName, "\"" + email + "\"", wishes, wishes, wishes, zone, quietHours, version));
        return version;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher consent = CONSENTS.matcher(exchange.getRequestURI().getPath());
        if (consent.matches()) {
            String userId = consent.group(1);
            if (takesConsents) {
                consents.computeIfAbsent(userId, _ -> new CopyOnWriteArrayList<>())
                        .add(body);
            }
            answer(exchange, takesConsents ? 200 : 503, "{\"version\":" + versions.incrementAndGet() + "}");
            return;
        }
        String items = JsonMapper.shared()
                .readTree(body)
                .path("userIds")
                .valueStream()
                .map(JsonNode::asString)
                .filter(contacts::containsKey)
                .map(contacts::get)
                .collect(Collectors.joining(","));
        answer(exchange, 200, "{\"items\":[" + items + "]}");
    }

    private static void answer(HttpExchange exchange, int status, String answer) throws IOException {
        boolean known = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "")
                .startsWith("Bearer ");
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? status : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
