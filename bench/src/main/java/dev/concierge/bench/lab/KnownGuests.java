package dev.concierge.bench.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands for user-service, to the hub: it knows every guest, and all of them want everything. */
public final class KnownGuests implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WISHES =
            "{\"reachable\":true,\"subscribed\":true,\"marketing\":true,\"transactional\":true}";

    private final HttpServer server;
    private final Path secrets;

    public KnownGuests(Lab lab, Issuer issuer) throws IOException {
        secrets = Files.createDirectories(lab.folder().resolve("secrets-of-the-hub"));
        Files.writeString(secrets.resolve("client-secret-notification-hub"), "bench");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/users/contacts", KnownGuests::answerContacts);
        server.createContext(
                "/token",
                exchange -> answer(
                        exchange,
                        "{\"access_token\":\"" + issuer.client("notification-hub", "users:read")
                                + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
        server.start();
    }

    /** By which the hub finds it. */
    public Map<String, String> settings() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "CONCIERGE_USER_URL",
                url,
                "CONCIERGE_TOKEN_URI",
                url + "/token",
                "CONCIERGE_SECRETS_DIR",
                secrets.toString());
    }

    private static void answerContacts(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
        List<String> contacts = asked.path("userIds")
                .valueStream()
                .map(JsonNode::asString)
                .map(id -> ("{\"userId\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"L\",\"email\":\"%s@example.org\","
                                + "\"preferences\":{\"email\":%s,\"zone\":\"UTC\"},\"version\":1}")
                        .formatted(id, id, WISHES))
                .toList();
        answer(exchange, contacts.stream().collect(Collectors.joining(",", "{\"items\":[", "]}")));
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
