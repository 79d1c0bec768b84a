package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** One caller never takes the whole of a service. A flow test of the service that implements this makes it hold there. */
@ExtendWith(OutputCaptureExtension.class)
public interface FloodRules {
    /**
     * The token of one caller or another; another one each where the service takes no others than its own.
     *
     * @param scope empty for none
     */
    default String tokenOf(String subject, String kind, String scope) {
        return (scope.isEmpty() ? TestTokens.token(kind, subject) : TestTokens.token(kind, subject, scope)).text();
    }

    /**
     * More requests than the service holds at one time, whose bodies never arrive, and somebody else's between them: some
     * that are looked at, and some for which the database is asked. The same of a guest, where guests may send anything. When
     * they break off, nothing is written about each.
     */
    @Test
    default void oneCallersFloodKeepsNobodyElseWaiting(ApplicationContext context, CapturedOutput output)
            throws Exception {
        int permits = context.getEnvironment().getRequiredProperty("concierge.web.permits", Integer.class);
        JsonNode document = OfferedRoutes.of(context).document();
        Door door = Door.of(document);
        int written = output.getAll().length();
        flood(context, door, tokenOf("flood", door.kind(), door.scope()), permits + permits / 8, door);
        Optional<Door> ofGuests = Door.ofGuests(document);
        if (ofGuests.isPresent()) {
            String guest = tokenOf(UUID.randomUUID().toString(), "guest", "");
            // about twice a guest's share
            flood(context, ofGuests.get(), guest, permits / 4, door);
        }
        assertThat(output.getAll().substring(written)).doesNotContain("threw exception");
    }

    private void flood(ApplicationContext context, Door flooded, String flooding, int requests, Door door)
            throws Exception {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        String bystander = tokenOf("bystander", door.kind(), door.scope());
        String operator = tokenOf("bystander", "operator", "");
        List<Socket> flood = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            try {
                for (int at = 0; at < requests; at++) {
                    flood.add(flooded.halfOfARequest(port, flooding));
                }
                await("the flood is in")
                        .untilAsserted(() -> assertThat(flooded.badRequest(http, port, flooding))
                                .isEqualTo(429));

                for (int at = 0; at < 8; at++) {
                    assertThat(door.badRequest(http, port, bystander))
                            .as("somebody else's request is looked at")
                            .isEqualTo(400);
                    assertThat(Door.readFromTheDatabase(http, port, operator))
                            .as("somebody else's request is answered from the database")
                            .isEqualTo(200);
                }
            } finally {
                for (Socket socket : flood) {
                    socket.close();
                }
            }
            await("what the flood held is free")
                    .untilAsserted(() ->
                            assertThat(flooded.badRequest(http, port, flooding)).isEqualTo(400));
        }
    }

    /**
     * The same of somebody without a token, at a door that reads a body to know who sends it: not one of the bodies arrives.
     *
     * @param type of the body
     */
    default void assertOutsidersKeepNobodyWaiting(ApplicationContext context, String path, String type)
            throws Exception {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        int permits = context.getEnvironment().getRequiredProperty("concierge.web.permits", Integer.class);
        Door door = Door.of(OfferedRoutes.of(context).document());
        String bystander = tokenOf("bystander", door.kind(), door.scope());
        Door open = new Door("POST", path, "", "");
        List<Socket> flood = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int at = 0; at < permits + permits / 8; at++) {
                flood.add(open.begun(port, "Content-Type: " + type));
            }
            HttpRequest another = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{"))
                    .build();
            await("the flood is in")
                    .untilAsserted(() -> assertThat(http.send(another, BodyHandlers.discarding())
                                    .statusCode())
                            .isEqualTo(429));

            for (int at = 0; at < 8; at++) {
                assertThat(door.badRequest(http, port, bystander))
                        .as("somebody else's request is looked at")
                        .isEqualTo(400);
            }
        } finally {
            for (Socket socket : flood) {
                socket.close();
            }
        }
    }

    /**
     * An operation that takes JSON.
     *
     * @param kind of token that it answers
     * @param scope empty for none
     */
    record Door(String method, String path, String kind, String scope) {
        private static final List<String> KINDS = List.of("client", "service", "operator");

        static Door of(JsonNode document) {
            return KINDS.stream()
                    .flatMap(kind -> all(document, kind))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no operation takes JSON from " + KINDS));
        }

        /** Empty where guests send no JSON. */
        static Optional<Door> ofGuests(JsonNode document) {
            // others may ask for a version of what they change before they look at the body
            return all(document, "guest")
                    .filter(door -> door.method().equals("POST"))
                    .findFirst();
        }

        private static Stream<Door> all(JsonNode document, String kind) {
            return document.path("paths")
                    .propertyStream()
                    .filter(path -> !path.getKey().contains("{"))
                    .flatMap(path -> path.getValue()
                            .propertyStream()
                            .filter(operation -> operation
                                    .getValue()
                                    .at("/requestBody/content")
                                    .has("application/json"))
                            .flatMap(operation -> scope(operation.getValue(), kind)
                                    .map(scope -> new Door(
                                            operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), kind, scope))));
        }

        private static Stream<String> scope(JsonNode operation, String kind) {
            Optional<JsonNode> caller = operation
                    .path("x-callers")
                    .valueStream()
                    .filter(each -> each.path("kind").asString().equals(kind))
                    .findFirst();
            return caller.map(each -> each.path("scope").asString("")).stream();
        }

        Socket halfOfARequest(int port, String token) throws IOException {
            return begun(port, "Authorization: Bearer " + token + "\r\nContent-Type: application/json");
        }

        Socket begun(int port, String headers) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                    + "\r\nContent-Length: 1000\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return socket;
        }

        /** What is parked, which every service that has a database tells operators. */
        static int readFromTheDatabase(HttpClient http, int port, String token)
                throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ops/dead-letters"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }

        int badRequest(HttpClient http, int port, String token) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString("{"))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
