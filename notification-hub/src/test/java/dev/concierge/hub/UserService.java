package dev.concierge.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers {@code GET /users/contacts} as user-service does, for guests that tests made up. */
public final class UserService {
    private static final String CONTACT = """
            {"userId":"%s","firstName":"%s","lastName":"Lovelace","email":%s,"phone":null,
             "preferences":{"email":%s,"sms":%s,"push":%s,"zone":"Europe/Berlin","quietHours":null},"version":%d}""";
    private static final String WISHES =
            "{\"reachable\":true,\"subscribed\":%s,\"marketing\":false,\"transactional\":true}";

    private final Map<String, String> contacts = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final HttpServer server;

    private UserService(HttpServer server) {
        this.server = server;
    }

    static UserService started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            UserService service = new UserService(server);
            server.createContext("/users/contacts", service::answer);
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
        return knows(userId, firstName, email, true);
    }

    public void knowsUnsubscribed(String userId, String email) {
        knows(userId, "Ada", email, false);
    }

    private long knows(String userId, String firstName, String email, boolean subscribed) {
        String wishes = WISHES.formatted(subscribed);
        long version = versions.incrementAndGet();
        contacts.put(
                userId, CONTACT.formatted(userId, firstName, "\"" + email + "\"", wishes, wishes, wishes, version));
        return version;
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean known = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "")
                .startsWith("Bearer ");
        String items = Stream.of(exchange.getRequestURI().getRawQuery().split("&", -1))
                .map(parameter -> URLDecoder.decode(parameter.substring("userId=".length()), StandardCharsets.UTF_8))
                .filter(contacts::containsKey)
                .map(contacts::get)
                .collect(Collectors.joining(","));
        byte[] body = ("{\"items\":[" + items + "]}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
