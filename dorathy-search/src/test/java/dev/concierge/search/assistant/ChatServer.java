package dev.concierge.search.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks the API of OpenAI's chat completions with streaming and tools, as OpenRouter does. Which tools it uses for a
 * message stands in a script; then it says what the last tool told it. Every request, and all that it says itself, is held
 * against what OpenAI publishes.
 */
final class ChatServer {
    static final String KEY = "test-key";

    /** What was wrong with requests; nothing is right. */
    final List<String> faults = new CopyOnWriteArrayList<>();

    final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> scripts = new ConcurrentHashMap<>();
    private final Map<String, Misdeed> misdeeds = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final HttpServer server;
    private final PublishedChat published = new PublishedChat();

    ChatServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/chat/completions", this::answer);
        server.start();
    }

    /** What a broken provider does. */
    interface Misdeed {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
    }

    /** @param uses such as <code>search {"query": "sailing"}</code>; {@code @1} is the first hit's id, {@code @tomorrow} a day */
    void script(String content, List<String> uses) {
        scripts.put(content, uses);
    }

    void misbehave(String content, Misdeed misdeed) {
        misdeeds.put(content, misdeed);
    }

    /** Waits as long as the test runs. */
    void hang() throws InterruptedException {
        released.await();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            faults.add("without the key");
        }
        faults.addAll(published.faultsOfRequest(body));
        JsonNode request = JsonMapper.shared().readTree(body);
        requests.add(request);
        String said = lastOf(request, "user");
        Misdeed misdeed = misdeeds.get(said);
        try (exchange) {
            if (misdeed != null) {
                misdeed.answer(exchange);
            } else {
                speak(exchange, request, scripts.getOrDefault(said, List.of()));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void speak(HttpExchange exchange, JsonNode request, List<String> script) throws IOException {
        int round = 0;
        for (JsonNode message : request.path("messages")) {
            round = message.path("role").asString().equals("user") ? 0 : round + (message.has("tool_calls") ? 1 : 0);
        }
        OutputStream out = begin(exchange);
        comment(out);
        if (round < script.size()) {
            call(out, script.get(round), request);
        } else {
            for (String piece : spoken(request).split("(?<= )")) {
                say(out, choice(JsonNodeFactory.instance.objectNode().put("content", piece), null));
            }
            say(out, choice(JsonNodeFactory.instance.objectNode(), "stop"));
        }
        ObjectNode usage = chunk();
        usage.putArray("choices");
        usage.putObject("usage")
                .put("prompt_tokens", 90)
                .put("completion_tokens", 10)
                .put("total_tokens", 100);
        say(out, usage);
        line(out, "data: [DONE]");
    }

    static OutputStream begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    static void comment(OutputStream out) throws IOException {
        line(out, ": OPENROUTER PROCESSING");
    }

    static void line(OutputStream out, String line) throws IOException {
        out.write((line + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static void chunk(OutputStream out, JsonNode chunk) throws IOException {
        line(out, "data: " + chunk);
    }

    static ObjectNode choice(ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = chunk();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", reason);
        return chunk;
    }

    private static ObjectNode chunk() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "gen-1")
                .put("object", "chat.completion.chunk")
                .put("created", 1_795_000_000)
                .put("model", "test");
    }

    /** What real ones might say. */
    private void say(OutputStream out, JsonNode chunk) throws IOException {
        faults.addAll(published.faultsOfChunk(chunk.toString()));
        chunk(out, chunk);
    }

    /** The arguments come in pieces, as they do from real ones. */
    void call(OutputStream out, String use, JsonNode request) throws IOException {
        int space = use.indexOf(' ');
        String name = space < 0 ? use : use.substring(0, space);
        String arguments = filled(space < 0 ? "{}" : use.substring(space + 1), request);
        int half = arguments.length() / 2;
        ObjectNode first = JsonNodeFactory.instance.objectNode();
        first.putArray("tool_calls")
                .addObject()
                .put("index", 0)
                .put("id", "call_1")
                .put("type", "function")
                .putObject("function")
                .put("name", name)
                .put("arguments", arguments.substring(0, half));
        say(out, choice(first, null));
        ObjectNode second = JsonNodeFactory.instance.objectNode();
        second.putArray("tool_calls")
                .addObject()
                .put("index", 0)
                .putObject("function")
                .put("arguments", arguments.substring(half));
        say(out, choice(second, null));
        say(out, choice(JsonNodeFactory.instance.objectNode(), "tool_calls"));
    }

    private static String filled(String arguments, JsonNode request) {
        String filled = arguments.replace(
                "@tomorrow", LocalDate.now(ZoneOffset.UTC).plusDays(1).toString());
        List<String> ids = ids(request);
        for (int i = 0; i < ids.size(); i++) {
            filled = filled.replace("@" + (i + 1), ids.get(i));
        }
        return filled;
    }

    /** Of the last list that it was told. */
    private static List<String> ids(JsonNode request) {
        List<String> ids = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            String content = message.path("content").asString("");
            int json = content.indexOf('{');
            if (json < 0 || message.path("role").asString().equals("user") || content.startsWith("You are")) {
                continue;
            }
            List<String> found = new ArrayList<>();
            JsonNode told = message.path("role").asString().equals("assistant")
                    ? JsonNodeFactory.instance.objectNode()
                    : JsonMapper.shared().readTree(content.substring(json));
            told.findValues("id").forEach(id -> found.add(id.asString()));
            if (!found.isEmpty()) {
                ids = found;
            }
        }
        return ids;
    }

    private static String lastOf(JsonNode request, String role) {
        String last = "";
        for (JsonNode message : request.path("messages")) {
            if (message.path("role").asString().equals(role)) {
                last = message.path("content").asString("");
            }
        }
        return last;
    }

    /** All texts that the last tool gave. */
    private static String spoken(JsonNode request) {
        JsonNode last = request.path("messages").path(request.path("messages").size() - 1);
        if (!last.path("role").asString().equals("tool")) {
            return "I am Dorathy. Hello!";
        }
        List<String> texts = new ArrayList<>();
        leaves(JsonMapper.shared().readTree(last.path("content").asString()), texts);
        return texts.isEmpty() ? "nothing" : String.join(" ", texts);
    }

    private static void leaves(JsonNode node, List<String> texts) {
        if (node.isValueNode()) {
            texts.add(node.asString());
        }
        node.values().forEach(child -> leaves(child, texts));
    }

    void assertNoFaults() {
        assertThat(faults).isEmpty();
        assertThat(requests).isNotEmpty();
    }
}
