package dev.concierge.search.assistant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The other services as the assistant calls them: hub, bookings, dates, events, wishes, curations. Keeps every call. */
final class House {
    static final UUID DATE = UUID.fromString("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e41");
    private static final long PRICE = 4_500;

    final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, TreeMap<Integer, JsonNode>> parts = new ConcurrentHashMap<>();
    private final Map<UUID, Booking> bookings = new ConcurrentSkipListMap<>();
    private final Map<String, UUID> holds = new ConcurrentHashMap<>();
    private final AtomicInteger hubFailures = new AtomicInteger();
    private final HttpServer server;
    volatile long price = PRICE;

    House() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** A call that came, with its query. */
    record Call(String method, String path, String query, String body) {
        String line() {
            return method + " " + path;
        }
    }

    /** A booking that is kept here. */
    record Booking(UUID bookingId, String userId, String from, int party, String status) {}

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The hub answers 503 so many times. */
    void hubFails(int times) {
        hubFailures.set(times);
    }

    /** What the screen has of a message by now, in the order of its indices without a gap; repeated ones count once. */
    List<JsonNode> screen(UUID message) {
        TreeMap<Integer, JsonNode> shown = parts.getOrDefault(message.toString(), new TreeMap<>());
        synchronized (shown) {
            return shown.values().stream().toList();
        }
    }

    /** The last part of the answer to a message; null while there is none. */
    @Nullable
    JsonNode last(UUID message) {
        List<JsonNode> shown = screen(message);
        boolean isWhole = !shown.isEmpty() && shown.getLast().path("index").asInt() == shown.size() - 1;
        return isWhole
                        && List.of("final", "error")
                                .contains(shown.getLast().path("kind").asString())
                ? shown.getLast()
                : null;
    }

    List<Call> callsOf(String line) {
        return calls.stream().filter(call -> call.line().startsWith(line)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery() == null
                ? ""
                : exchange.getRequestURI().getQuery();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call = new Call(exchange.getRequestMethod(), path, query, body);
        if (!path.equals("/api/agent/responses")) {
            calls.add(call);
        }
        int status = 200;
        String json = "{}";
        if (path.equals("/api/agent/responses")) {
            status = hubFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : show(body);
        } else {
            json = answered(call, exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            status = json.startsWith("{\"status\":4") ? 409 : call.method().equals("POST") ? 201 : 200;
        }
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status >= 400 ? "application/problem+json" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int show(String body) {
        JsonNode part = JsonMapper.shared().readTree(body);
        TreeMap<Integer, JsonNode> shown =
                parts.computeIfAbsent(part.path("messageId").asString(), _ -> new TreeMap<>());
        synchronized (shown) {
            shown.putIfAbsent(part.path("index").asInt(), part);
        }
        return 202;
    }

    private String answered(Call call, @Nullable String key) {
        String path = call.path();
        if (path.endsWith("/slots")) {
            return slots(call.query());
        }
        if (path.endsWith("/quote")) {
            return quote(JsonMapper.shared().readTree(call.body()).path("party").asInt())
                    .toString();
        }
        if (path.equals("/bookings") && call.method().equals("POST")) {
            return hold(JsonMapper.shared().readTree(call.body()), String.valueOf(key));
        }
        if (path.startsWith("/bookings/")) {
            return changed(call, UUID.fromString(path.split("/")[3]));
        }
        if (path.equals("/bookings")) {
            return booked(call.query().replaceAll(".*userId=([0-9a-f-]+).*", "$1"));
        }
        if (path.endsWith("/events") && path.startsWith("/users")) {
            return "{\"items\": [{\"eventName\": \"checked_in\", \"eventAt\": \"2026-11-27T09:00:00Z\"}], \"next\": null}";
        }
        if (path.endsWith("/preferences")) {
            return """
                    {"email": {"reachable": true, "subscribed": true, "marketing": false, "transactional": true},
                     "sms": {"subscribed": false, "marketing": false}}""";
        }
        if (path.endsWith("/consents")) {
            return "{\"version\": 2}";
        }
        if (path.contains("/registrations/")) {
            return "{\"status\": \"REGISTERED\"}";
        }
        if (path.equals("/dating/events")) {
            return "{\"items\": [" + date() + "], \"next\": null}";
        }
        if (path.startsWith("/dating/events/")) {
            return date();
        }
        if (path.equals("/curations")) {
            return """
                    {"items": [{"item": {"itemId": "%s", "title": "Italian cooking class", "description": "Fresh pasta.",
                      "attributes": {}}, "why": [{"words": "you like cooking"}]}]}""".formatted(AssistantFlow.COOKING);
        }
        if (path.equals("/suggestions")) {
            boolean isDraft =
                    JsonMapper.shared().readTree(call.body()).path("accepted").asBoolean();
            return "{\"suggestionId\": \"" + UUID.randomUUID() + "\""
                    + (isDraft ? ", \"jobRequestId\": \"" + UUID.randomUUID() + "\"" : "") + "}";
        }
        return "{\"items\": [], \"next\": null}";
    }

    private static String date() {
        return """
                {"eventId": "%s", "startsAt": "2030-01-04T18:00:00Z", "state": "REG_CONFIRM", "title": "Friday at the harbour"}""".formatted(DATE);
    }

    /** Free every day at 10:00 and 19:00. */
    private static String slots(String query) {
        Instant from = Instant.parse(query.replaceAll(".*from=([^&]+).*", "$1"));
        Instant to = Instant.parse(query.replaceAll(".*to=([^&]+).*", "$1"));
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
                !day.isAfter(LocalDate.ofInstant(to, ZoneOffset.UTC));
                day = day.plusDays(1)) {
            for (int hour : new int[] {10, 19}) {
                Instant at = day.atTime(LocalTime.of(hour, 0)).toInstant(ZoneOffset.UTC);
                if (!at.isBefore(from) && at.isBefore(to)) {
                    items.addObject().put("from", at.toString()).put("left", 4);
                }
            }
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("zone", "UTC");
        answer.set("items", items);
        return answer.toString();
    }

    private ObjectNode quote(int party) {
        return JsonNodeFactory.instance.objectNode().put("total", price * party).put("currency", "EUR");
    }

    private String hold(JsonNode body, String key) {
        UUID booking = holds.computeIfAbsent(key, _ -> UUID.randomUUID());
        bookings.putIfAbsent(
                booking,
                new Booking(
                        booking,
                        body.path("userId").asString(),
                        body.path("from").asString(),
                        body.path("party").asInt(),
                        "held"));
        return made(booking, "held", body.path("party").asInt());
    }

    /** Reads, confirms, cancels or moves; a change for another guest than the booking's is refused. */
    private String changed(Call call, UUID id) {
        JsonNode body = JsonMapper.shared().readTree(call.body().isBlank() ? "{}" : call.body());
        Booking before = bookings.get(id);
        boolean isForGuest =
                call.path().endsWith("/cancellation") || call.path().endsWith("/reschedule");
        if (before == null || isForGuest && !body.path("userId").asString("").equals(before.userId())) {
            return "{\"status\":404, \"detail\": \"There is no such booking.\"}";
        }
        Booking after = switch (call.path().replaceAll(".*/", "")) {
            case "confirmation" -> new Booking(id, before.userId(), before.from(), before.party(), "confirmed");
            case "cancellation" -> new Booking(id, before.userId(), before.from(), before.party(), "cancelled");
            case "reschedule" ->
                new Booking(id, before.userId(), body.path("from").asString(), before.party(), before.status());
            default -> before;
        };
        bookings.put(id, after);
        ObjectNode standing = JsonNodeFactory.instance
                .objectNode()
                .put("bookingId", id.toString())
                .put("offerId", AssistantFlow.COOKING.toString())
                .put("userId", after.userId())
                .put("from", after.from())
                .put("party", after.party())
                .put("status", after.status());
        standing.set("quote", quote(after.party()));
        standing.putObject("payment")
                .put("currency", "EUR")
                .put("refundDue", after.status().equals("cancelled") ? price : 0);
        return standing.toString();
    }

    private String made(UUID booking, String status, int party) {
        ObjectNode made = JsonNodeFactory.instance
                .objectNode()
                .put("bookingId", booking.toString())
                .put("status", status);
        made.set("quote", quote(party));
        return made.toString();
    }

    private String booked(String guest) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        bookingsOf(guest)
                .forEach(booking -> items.addObject()
                        .put("bookingId", booking.bookingId().toString())
                        .put("businessId", "b1")
                        .put("title", "Italian cooking class")
                        .put("from", booking.from())
                        .put("zone", "UTC")
                        .put("status", booking.status()));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set("items", items);
        return page.putNull("next").toString();
    }

    /** How often a guest has booked. */
    int bookingsOf(UUID guest) {
        return bookingsOf(guest.toString()).size();
    }

    /** The latest first. */
    List<Booking> bookingsOf(String guest) {
        return bookings.values().stream()
                .filter(booking -> booking.userId().equals(guest))
                .sorted(Comparator.comparing(Booking::from).reversed())
                .toList();
    }

    void moved(Booking booking, String from) {
        bookings.put(
                booking.bookingId(),
                new Booking(booking.bookingId(), booking.userId(), from, booking.party(), booking.status()));
    }

    /** As if a guest had booked it before. */
    Booking booked(UUID guest, String from) {
        Booking booking = new Booking(UUID.randomUUID(), guest.toString(), from, 2, "confirmed");
        bookings.put(booking.bookingId(), booking);
        return booking;
    }
}
