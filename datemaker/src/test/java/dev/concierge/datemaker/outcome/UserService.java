package dev.concierge.datemaker.outcome;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers {@code GET /users/contacts} as user-service does: everybody is there, at an address with their id. */
public final class UserService {
    private static final String CONTACT = """
            {"userId":"%1$s","firstName":"Ada","lastName":"Lovelace","email":"%1$s@example.org","phone":null,
             "preferences":{"zone":"Europe/Berlin"}}""";

    private final HttpServer server;

    private UserService(HttpServer server) {
        this.server = server;
    }

    public static UserService started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/users/contacts", UserService::answer);
            server.start();
            return new UserService(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean known = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "")
                .startsWith("Bearer ");
        String items = Stream.of(exchange.getRequestURI().getRawQuery().split("&", -1))
                .map(parameter -> CONTACT.formatted(parameter.substring("userId=".length())))
                .collect(Collectors.joining(","));
        byte[] body = ("{\"items\":[" + items + "]}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
