package dev.concierge.localstack.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Against a server that keeps things as their services do: schemas by ids of its own, templates with a body, ETags. */
class PartsTests {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final Map<String, ObjectNode> things = new ConcurrentSkipListMap<>();
    private final HttpServer server = server();
    private final Parts fleet =
            new Parts("http://127.0.0.1:" + server.getAddress().getPort(), "token");

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new IllegalStateException(taken);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.createContext("/", this::answer);
        server.start();
        write(
                "templates/greeting",
                "{\"kind\": \"message\", \"locale\": \"en\", \"texts\": {\"en\": {\"text\": \"Hi\"}}}");
        write("segments/gold", "{\"segmentId\": \"gold\", \"name\": \"Gold\", \"rule\": {\"type\": \"attribute\"}}");
        write(
                "schemas/offer_viewed",
                "{\"eventName\": \"offer_viewed\", \"mode\": \"warn\", \"schema\": {\"type\": \"object\"}}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsAppliedOnceNeedNoMoreBeDone() throws IOException {
        assertThat(plan().stream().flatMap(step -> step.lines().stream()))
                .containsExactly(
                        "+ schema offer_viewed: create", "+ segment gold: create", "+ template greeting: create");
        apply();
        assertThat(plan()).extracting(Step::action).containsOnly(Step.Action.NOTHING);

        write("segments/gold", "{\"segmentId\": \"gold\", \"name\": \"Golden\", \"rule\": {\"type\": \"attribute\"}}");
        write(
                "schemas/offer_viewed",
                "{\"eventName\": \"offer_viewed\", \"mode\": \"refuse\", \"schema\": {\"type\": \"object\"}}");
        assertThat(plan().get(1).lines())
                .containsExactly("~ segment gold: change", "    ~ /name: \"Gold\" -> \"Golden\"");
        apply();

        assertThat(plan()).extracting(Step::action).containsOnly(Step.Action.NOTHING);
        assertThat(known("/segments/gold").has("segmentId")).isTrue();
        assertThat(known("/events/schemas/1").path("mode").asString()).isEqualTo("refuse");
    }

    @Test
    void whatSomebodyChangedMeanwhileIsNotOverwritten() throws IOException {
        apply();
        write("segments/gold", "{\"segmentId\": \"gold\", \"name\": \"Golden\", \"rule\": {\"type\": \"attribute\"}}");
        List<Step> plan = plan();
        known("/segments/gold").put("version", 7);

        assertThatExceptionOfType(CannotContinue.class)
                .isThrownBy(() -> plan.forEach(fleet::apply))
                .withMessageContaining("412");
    }

    @Test
    void whatSomebodyMadeMeanwhileIsNotOverwritten() {
        List<Step> plan = plan();
        things.put("/notifications/templates/greeting", JSON.createObjectNode().put("version", 1));

        assertThatExceptionOfType(CannotContinue.class)
                .isThrownBy(() -> plan.forEach(fleet::apply))
                .withMessageContaining("412");
    }

    @Test
    void aFolderWithNothingIsSaid() {
        assertThatExceptionOfType(CannotContinue.class)
                .isThrownBy(() -> Bundle.read(folder.resolve("segments")))
                .withMessageContaining("has no .json file in journeys, templates, segments or schemas");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file + ".json");
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }

    private List<Step> plan() {
        return fleet.plan(Bundle.read(folder));
    }

    private void apply() {
        plan().forEach(fleet::apply);
    }

    private ObjectNode known(String path) {
        return Objects.requireNonNull(things.get(path), path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        JsonNode sent = JSON.readTree(exchange.getRequestBody().readAllBytes());
        ObjectNode known = things.get(path);
        switch (exchange.getRequestMethod()) {
            case "GET" -> {
                if (path.equals("/events/schemas")) {
                    ObjectNode page = JSON.createObjectNode();
                    page.set(
                            "items",
                            JSON.valueToTree(things.values().stream()
                                    .filter(thing -> thing.has("schemaId"))
                                    .toList()));
                    send(exchange, 200, page);
                } else {
                    send(exchange, known == null ? 404 : 200, known == null ? JSON.createObjectNode() : known);
                }
            }
            case "POST" -> {
                ObjectNode made = ((ObjectNode) sent).deepCopy().put("version", 1);
                if (path.equals("/events/schemas")) {
                    things.put("/events/schemas/1", made.put("schemaId", "1"));
                } else {
                    things.put(path + "/" + made.path("segmentId").asString(), made);
                }
                send(exchange, 201, made);
            }
            default -> {
                String expected = exchange.getRequestHeaders().getFirst("If-Match");
                if (known != null
                        && ((expected != null && !expected.equals(tag(known)))
                                || exchange.getRequestHeaders().containsKey("If-None-Match"))) {
                    send(exchange, 412, JSON.createObjectNode());
                    return;
                }
                ObjectNode changed = known == null ? JSON.createObjectNode() : known;
                changed.put("version", changed.path("version").asInt(0) + 1);
                if (path.startsWith("/notifications")) {
                    changed.set("body", ((ObjectNode) sent).deepCopy().putNull("defaults"));
                } else {
                    changed.setAll((ObjectNode) sent);
                }
                things.put(path, changed);
                send(exchange, 200, changed);
            }
        }
    }

    private static String tag(ObjectNode thing) {
        return "\"" + thing.path("version").asInt() + "\"";
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ETag", tag(body));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
