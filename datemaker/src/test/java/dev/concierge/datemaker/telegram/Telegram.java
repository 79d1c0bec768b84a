package dev.concierge.datemaker.telegram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as Telegram's Bot API does, by its published methods: a parameter that a method does not have, a text or a
 * button that is too long, and a wrong token are complained of and refused.
 */
final class Telegram {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Set<String>> METHODS = Map.of(
            "getUpdates", Set.of("offset", "limit", "timeout", "allowed_updates"),
            "sendMessage", Set.of("chat_id", "text", "reply_markup"),
            "editMessageText", Set.of("chat_id", "message_id", "text", "reply_markup"),
            "answerCallbackQuery", Set.of("callback_query_id", "text"));

    private final HttpServer server;
    private final String token;
    private final List<Map<String, Object>> updates = new CopyOnWriteArrayList<>();
    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicInteger messages = new AtomicInteger(500);
    private final AtomicInteger blocked = new AtomicInteger();

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

    /** The next so many messages meet a guest who has blocked the bot. */
    void block(int times) {
        blocked.set(times);
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
        Set<String> known = METHODS.get(method);
        if (!path.equals("/bot" + token + "/" + method) || known == null) {
            complaints.add(path);
            refuse(exchange, 404, "Not Found");
        } else if (!known.containsAll(body.propertyNames())) {
            complaints.add(method + ": " + body.propertyNames());
            refuse(exchange, 400, "Bad Request: unknown parameter");
        } else if (method.equals("getUpdates")) {
            confirmed.set(body.path("offset").asLong());
            List<Map<String, Object>> unread = updates.stream()
                    .filter(update -> (int) Objects.requireNonNull(update.get("update_id")) >= confirmed.get())
                    .toList();
            respond(exchange, 200, Map.of("ok", true, "result", unread));
        } else if (method.equals("answerCallbackQuery")) {
            respond(exchange, 200, Map.of("ok", true, "result", true));
        } else if (blocked.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            refuse(exchange, 403, "Forbidden: bot was blocked by the user");
        } else {
            say(exchange, method, body);
        }
    }

    private void say(HttpExchange exchange, String method, JsonNode body) throws IOException {
        String text = body.path("text").asString("");
        JsonNode buttons = body.at("/reply_markup/inline_keyboard");
        List<String> tooLong = new ArrayList<>();
        buttons.forEach(row -> row.forEach(button -> {
            int bytes = button.path("callback_data").asString("").length();
            if (bytes > 64 || (bytes == 0 && !button.has("url"))) {
                tooLong.add(button.toString());
            }
        }));
        if (text.isEmpty() || text.length() > 4_096 || !tooLong.isEmpty()) {
            complaints.add(method + ": " + text + tooLong);
            refuse(exchange, 400, "Bad Request: BUTTON_DATA_INVALID");
            return;
        }
        String message = method.equals("editMessageText")
                ? body.path("message_id").asString()
                : String.valueOf(messages.incrementAndGet());
        said.add(new Said(method, body.path("chat_id").asString(), message, text, buttons));
        respond(exchange, 200, Map.of("ok", true, "result", Map.of("message_id", Long.valueOf(message), "text", text)));
    }

    private static void refuse(HttpExchange exchange, int code, String why) throws IOException {
        respond(exchange, code, Map.of("ok", false, "error_code", code, "description", why));
    }

    private static void respond(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] text = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
