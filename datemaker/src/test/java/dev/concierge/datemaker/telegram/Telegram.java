package dev.concierge.datemaker.telegram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.telegram.telegrambots.meta.api.objects.ApiResponse;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as Telegram's Bot API does. What is not as {@link PublishedBotApi} has it, asked or answered, a text that is too
 * long, and a wrong token are complained of; what was asked so is refused.
 */
final class Telegram {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final String token;
    private final List<Map<String, Object>> updates = new CopyOnWriteArrayList<>();
    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicInteger messages = new AtomicInteger(500);
    private final Set<String> blocking = new CopyOnWriteArraySet<>();

    /** @param message the id that it has in its chat */
    record Said(String method, String chat, String message, String text, JsonNode buttons) {}

    private Telegram(HttpServer server, String token) {
        this.server = server;
        this.token = token;
    }

    static Telegram started(String token) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Telegram telegram = new Telegram(server, token);
            server.createContext("/", telegram::answer);
            server.start();
            return telegram;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    List<Said> said() {
        return said;
    }

    List<String> complaints() {
        return complaints;
    }

    /** Up to which update the bot has said that it read. */
    long confirmed() {
        return confirmed.get();
    }

    /** A guest blocks the bot, or wants to hear of it again. */
    void block(long account, boolean isBlocked) {
        if (isBlocked) {
            blocking.add(String.valueOf(account));
        } else {
            blocking.remove(String.valueOf(account));
        }
    }

    void write(long account, String text) {
        add(
                "message",
                Map.of(
                        "message_id",
                        77,
                        "date",
                        1_796_000_000,
                        "from",
                        from(account),
                        "chat",
                        chat(account),
                        "text",
                        text));
    }

    void press(long account, String message, String data) {
        add(
                "callback_query",
                Map.of(
                        "id",
                        "callback-" + updates.size(),
                        "from",
                        from(account),
                        "chat_instance",
                        "1",
                        "message",
                        Map.of("message_id", Long.valueOf(message), "date", 0, "chat", chat(account)),
                        "data",
                        data));
    }

    /** A photograph in a group. */
    void disturb() {
        add(
                "message",
                Map.of(
                        "message_id",
                        78,
                        "date",
                        0,
                        "from",
                        from(9),
                        "chat",
                        Map.of("id", -5, "type", "group"),
                        "photo",
                        List.of()));
    }

    private void add(String kind, Map<String, Object> what) {
        updates.add(Map.of("update_id", 900 + updates.size(), kind, what));
    }

    private static Map<String, Object> from(long account) {
        return Map.of("id", account, "is_bot", false, "first_name", "Ada");
    }

    private static Map<String, Object> chat(long account) {
        return Map.of("id", account, "type", "private", "first_name", "Ada");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = path.substring(path.lastIndexOf('/') + 1);
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        List<String> faults = PublishedBotApi.faultsOfRequest(method, body);
        if (!path.equals("/bot" + token + "/" + method)) {
            complaints.add(path);
            refuse(exchange, 404, "Not Found");
        } else if (!faults.isEmpty()) {
            complaints.addAll(faults);
            refuse(exchange, 400, "Bad Request: " + faults);
        } else if (method.equals("getUpdates")) {
            confirmed.set(body.path("offset").asLong());
            List<Map<String, Object>> unread = updates.stream()
                    .filter(update -> (int) Objects.requireNonNull(update.get("update_id")) >= confirmed.get())
                    .toList();
            respond(exchange, 200, Map.of("ok", true, "result", unread));
        } else if (method.equals("answerCallbackQuery")) {
            respond(exchange, 200, Map.of("ok", true, "result", true));
        } else if (blocking.contains(body.path("chat_id").asString())) {
            refuse(exchange, 403, "Forbidden: bot was blocked by the user");
        } else {
            say(exchange, method, body);
        }
    }

    private void say(HttpExchange exchange, String method, JsonNode body) throws IOException {
        String text = body.path("text").asString("");
        JsonNode buttons = body.at("/reply_markup/inline_keyboard");
        if (text.isEmpty() || text.length() > 4_096) {
            complaints.add(method + ": " + text);
            refuse(exchange, 400, "Bad Request: message is too long");
            return;
        }
        String message = method.equals("editMessageText")
                ? body.path("message_id").asString()
                : String.valueOf(messages.incrementAndGet());
        said.add(new Said(method, body.path("chat_id").asString(), message, text, buttons));
        Map<String, ?> sent = Map.of(
                "message_id",
                Long.valueOf(message),
                "date",
                1_796_000_000,
                "chat",
                chat(body.path("chat_id").asLong()),
                "text",
                text);
        respond(exchange, 200, Map.of("ok", true, "result", sent));
    }

    /** Updates and messages are what is told of published types; a list of neither is empty. */
    private void complain(JsonNode answer) {
        complaints.addAll(PublishedBotApi.faultsOf(ApiResponse.class, answer));
        JsonNode result = answer.path("result");
        result.forEach(update -> {
            if (result.isArray()) {
                complaints.addAll(
                        PublishedBotApi.faultsOf(org.telegram.telegrambots.meta.api.objects.Update.class, update));
            }
        });
        if (result.isObject()) {
            complaints.addAll(PublishedBotApi.faultsOf(Message.class, result));
        }
    }

    private void refuse(HttpExchange exchange, int code, String why) throws IOException {
        respond(exchange, code, Map.of("ok", false, "error_code", code, "description", why));
    }

    private void respond(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] text = JSON.writeValueAsBytes(body);
        complain(JSON.readTree(text));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
