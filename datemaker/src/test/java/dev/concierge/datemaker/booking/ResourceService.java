package dev.concierge.datemaker.booking;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.concierge.testsupport.OpenApiContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds, confirms and cancels bookings as resource-service does: one booking per key whatever became of it, and payments
 * first where an offer wants that. What its published document does not know is complained of and refused.
 */
final class ResourceService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNode CONTRACT = contract();

    static final UUID PREPAID = new UUID(1, 1);
    static final UUID PAID_THERE = new UUID(1, 2);
    static final UUID GONE = new UUID(1, 3);
    static final UUID OPEN_TO_ALL = new UUID(1, 4);

    private final HttpServer server;
    private final Map<String, Booking> byKey = new LinkedHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile boolean isDown;
    private volatile boolean losesAnswers;

    /** A booking as it stands now. */
    record Booking(
            UUID id,
            UUID user,
            UUID offer,
            Instant from,
            String status,
            long version,
            @Nullable Boolean byBusiness) {
        /** As the topic tells it. */
        Map<String, Object> told(Instant at) {
            return Map.ofEntries(
                    Map.entry("bookingId", id),
                    Map.entry("offerId", offer),
                    Map.entry("businessId", "harbour"),
                    Map.entry("locationId", "pier"),
                    Map.entry("userId", user),
                    Map.entry("title", "Speed dating"),
                    Map.entry("from", from.toString()),
                    Map.entry("to", from.plusSeconds(3_600).toString()),
                    Map.entry("zone", "Europe/Berlin"),
                    Map.entry("status", status),
                    Map.entry("version", version),
                    Map.entry("at", at.toString()));
        }

        Booking to(String next, @Nullable Boolean cancelledByBusiness) {
            return new Booking(id, user, offer, from, next, version + 1, cancelledByBusiness);
        }
    }

    private ResourceService(HttpServer server) {
        this.server = server;
    }

    static ResourceService started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ResourceService service = new ResourceService(server);
            server.createContext("/", service::answer);
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void down(boolean down) {
        isDown = down;
    }

    /** It does what it is asked, and nobody hears of it. */
    void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    List<String> complaints() {
        return complaints;
    }

    synchronized List<Booking> of(UUID user) {
        return byKey.values().stream()
                .filter(booking -> booking.user().equals(user))
                .toList();
    }

    /** @return what it is now */
    synchronized Booking turn(UUID booking, String status) {
        Map.Entry<String, Booking> found = byKey.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(booking))
                .findFirst()
                .orElseThrow();
        found.setValue(found.getValue().to(status, null));
        return found.getValue();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        byte[] sent = exchange.getRequestBody().readAllBytes();
        JsonNode body = sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent);
        if (isDown) {
            respond(exchange, 503, Map.of("detail", "away"));
        } else if (path[0].equals("offers") && path.length == 3) {
            check("get", "/offers/{business}/{offer}");
            respond(exchange, 200, Map.of("terms", terms(UUID.fromString(path[2]))));
        } else if (path[0].equals("offers")) {
            check(body, "AskQuote", "/offers/{business}/{offer}/quote");
            respond(exchange, 200, Map.of("currency", "EUR", "total", 1500));
        } else if (path.length == 1) {
            check(body, "Book", "/bookings");
            hold(exchange, body);
        } else if (path[3].equals("confirmation")) {
            check(body, null, "/bookings/{business}/{booking}/confirmation");
            confirm(exchange, UUID.fromString(path[2]));
        } else {
            check(body, "Cancel", "/bookings/{business}/{booking}/cancellation");
            cancel(exchange, UUID.fromString(path[2]), body);
        }
    }

    private Map<String, String> terms(UUID offer) {
        if (!names(schema("OfferTerms")).contains("bookedThrough")) {
            complaints.add("OfferTerms.bookedThrough");
        }
        return offer.equals(OPEN_TO_ALL) ? Map.of() : Map.of("bookedThrough", "datemaker");
    }

    private void hold(HttpExchange exchange, JsonNode body) throws IOException {
        UUID offer = UUID.fromString(body.path("offerId").asString());
        if (offer.equals(GONE)) {
            respond(exchange, 404, Map.of("code", "offer-not-found", "detail", "There is no such offer."));
            return;
        }
        Booking booking = byKey.computeIfAbsent(
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                _ -> new Booking(
                        UUID.randomUUID(),
                        UUID.fromString(body.path("userId").asString()),
                        offer,
                        Instant.parse(body.path("from").asString()),
                        "held",
                        1,
                        null));
        show(exchange, booking);
    }

    private void confirm(HttpExchange exchange, UUID id) throws IOException {
        Booking booking = byId(id);
        switch (booking.status()) {
            case "held" -> show(exchange, turn(id, booking.offer().equals(PREPAID) ? "payment-pending" : "confirmed"));
            case "payment-pending", "confirmed" -> show(exchange, booking);
            default -> respond(exchange, 409, Map.of("code", "booking-state", "detail", "It cannot be confirmed."));
        }
    }

    private void cancel(HttpExchange exchange, UUID id, JsonNode body) throws IOException {
        Booking booking = byId(id);
        if (!booking.user().toString().equals(body.path("userId").asString())) {
            respond(exchange, 404, Map.of("code", "booking-not-found", "detail", "No such booking."));
            return;
        }
        byKey.replaceAll((_, known) -> known.id().equals(id) && !known.status().equals("cancelled")
                ? known.to("cancelled", body.path("byBusiness").asBoolean())
                : known);
        show(exchange, byId(id));
    }

    private Booking byId(UUID id) {
        return byKey.values().stream()
                .filter(booking -> booking.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void show(HttpExchange exchange, Booking booking) throws IOException {
        ObjectNode shown = JSON.createObjectNode()
                .put("bookingId", booking.id().toString())
                .put("from", booking.from().toString())
                .put("status", booking.status())
                .put("version", booking.version());
        shown.putObject("quote").put("total", 1500).put("currency", "EUR");
        if (booking.status().equals("payment-pending")) {
            shown.put("expiresAt", booking.from().minusSeconds(60).toString());
        }
        Set<String> published = names(schema("BookingView"));
        shown.propertyNames().stream()
                .filter(name -> !published.contains(name))
                .forEach(name -> complaints.add("BookingView." + name));
        respond(exchange, losesAnswers ? 503 : 200, JSON.convertValue(shown, Map.class));
    }

    private void check(JsonNode body, @Nullable String schema, String path) {
        check("post", path);
        if (schema != null) {
            Set<String> known = names(schema(schema));
            body.propertyNames().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> complaints.add(schema + "." + name));
            schema(schema)
                    .path("required")
                    .valueStream()
                    .map(JsonNode::asString)
                    .filter(name -> !body.has(name))
                    .forEach(name -> complaints.add(schema + " without " + name));
        }
    }

    private void check(String method, String path) {
        if (CONTRACT.path("paths").path(path).path(method).isMissingNode()) {
            complaints.add(method + " " + path);
        }
    }

    private static JsonNode schema(String name) {
        return CONTRACT.path("components").path("schemas").path(name);
    }

    private static Set<String> names(JsonNode schema) {
        return Set.copyOf(schema.path("properties").propertyNames());
    }

    private static JsonNode contract() {
        try {
            return JSON.readTree(
                    Files.readString(OpenApiContract.of("resource-service").file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void respond(HttpExchange exchange, int status, Map<?, ?> body) throws IOException {
        byte[] text = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
