package dev.concierge.localstack.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Against a server that keeps journeys as journey-service does: versions, ETags, publication. */
class BundleTests {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final Map<String, ObjectNode> journeys = new ConcurrentHashMap<>();
    private final HttpServer server = listening();
    private final Journeys fleet =
            new Journeys("http://127.0.0.1:" + server.getAddress().getPort(), "token");

    private static HttpServer listening() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.createContext("/journeys", this::answer);
        server.start();
        Files.createDirectory(folder.resolve("journeys"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsAppliedOnceNeedNoMoreBeDone() throws IOException {
        write("one", "PT1M");
        write("two", "PT1M");
        assertThat(actions()).containsExactly(Step.Action.CREATE, Step.Action.CREATE);
        apply();
        assertThat(actions()).containsExactly(Step.Action.NOTHING, Step.Action.NOTHING);

        write("two", "PT2M");
        List<Step> plan = fleet.plan(Bundle.read(folder));
        assertThat(plan.getLast().lines())
                .containsExactly("~ two: new version, published", "    ~ /delay: \"PT1M\" -> \"PT2M\"");
        apply();
        assertThat(actions()).containsExactly(Step.Action.NOTHING, Step.Action.NOTHING);
        assertThat(known("two").path("liveVersion").asInt()).isEqualTo(2);
    }

    @Test
    void whatSomebodyChangedMeanwhileIsNotOverwritten() throws IOException {
        write("one", "PT1M");
        apply();
        write("one", "PT2M");
        List<Step> plan = fleet.plan(Bundle.read(folder));
        known("one").put("version", 7);

        assertThatExceptionOfType(CannotContinue.class)
                .isThrownBy(() -> plan.forEach(fleet::apply))
                .withMessageContaining("412");
    }

    @Test
    void whatWasArchivedIsSaid() throws IOException {
        write("one", "PT1M");
        apply();
        known("one").put("state", "archived");

        assertThat(actions()).containsExactly(Step.Action.BLOCKED);
    }

    @Test
    void aFileIsNamedAsItsJourney() throws IOException {
        Files.writeString(folder.resolve("journeys/one.json"), "{\"journeyId\": \"other\"}");

        assertThatExceptionOfType(CannotContinue.class)
                .isThrownBy(() -> Bundle.read(folder))
                .withMessageContaining("journeyId: other (expected: one)");
    }

    private ObjectNode known(String id) {
        return Objects.requireNonNull(journeys.get(id), id);
    }

    private void write(String id, String delay) throws IOException {
        Files.writeString(
                folder.resolve("journeys/" + id + ".json"),
                "{\"journeyId\": \"" + id + "\", \"delay\": \"" + delay + "\"}");
    }

    private void apply() {
        fleet.plan(Bundle.read(folder)).forEach(fleet::apply);
    }

    private List<Step.Action> actions() {
        return fleet.plan(Bundle.read(folder)).stream().map(Step::action).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (path.length > 3) {
            ObjectNode journey = known(path[2]);
            journey.put("state", "live")
                    .put("liveVersion", journey.path("version").asInt());
            send(exchange, 202, journey);
        } else if (exchange.getRequestMethod().equals("GET")) {
            ObjectNode journey = journeys.get(path[2]);
            send(exchange, journey == null ? 404 : 200, journey == null ? JSON.createObjectNode() : journey);
        } else {
            JsonNode definition = JSON.readTree(sent);
            ObjectNode known = journeys.get(definition.path("journeyId").asString());
            String tag = exchange.getRequestHeaders().getFirst("If-Match");
            if (known != null && !tag(known).equals(tag)) {
                send(exchange, 412, JSON.createObjectNode());
                return;
            }
            ObjectNode journey = known == null ? JSON.createObjectNode().put("state", "draft") : known;
            journey.put("version", journey.path("version").asInt(0) + 1).set("definition", definition);
            journeys.put(definition.path("journeyId").asString(), journey);
            send(exchange, 200, journey);
        }
    }

    private static String tag(ObjectNode journey) {
        return "\"" + journey.path("version").asInt() + "\"";
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ETag", tag(body));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
