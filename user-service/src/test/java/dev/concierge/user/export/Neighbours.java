package dev.concierge.user.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The other services as far as a guest's file asks them: a token, and pages of two records. */
public final class Neighbours {
    private static final int PAGE = 2;
    private static final String TOKEN = "of-user-service";

    private final HttpServer server;
    private final Map<String, List<Map<String, Object>>> kept = new ConcurrentHashMap<>();
    /** Which answer no more from this record on. */
    private final Map<String, Integer> down = new ConcurrentHashMap<>();
    /** About whom they answer only once this is open. */
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    public Neighbours() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/oauth2/token",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":600,\"token_type\":\"Bearer\"}"));
        server.createContext("/", this::page);
        server.start();
    }

    /** @param service in the words of {@code concierge.services} */
    public String url(String service) {
        return "http://localhost:" + server.getAddress().getPort() + "/" + service;
    }

    public String tokenUri() {
        return url("oauth2/token");
    }

    /** Lets a service keep something of somebody. */
    public void keep(String service, String guest, String kind, Object data) {
        kept.computeIfAbsent(service + " " + guest, _ -> new CopyOnWriteArrayList<>())
                .add(Map.of("kind", kind, "data", data));
    }

    void fail(String service, int fromRecord) {
        down.put(service, fromRecord);
    }

    void hold(String guest, CountDownLatch until) {
        held.put(guest, until);
    }

    void answerAgain() {
        down.clear();
        held.clear();
    }

    private void page(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        Map<String, String> asked = Arrays.stream(
                        exchange.getRequestURI().getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        boolean isOurs = exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer " + TOKEN)
                && exchange.getRequestURI().getPath().endsWith("/guests/records")
                && Set.of("guest", "cursor", "limit").containsAll(asked.keySet());
        awaitIfHeld(asked.getOrDefault("guest", ""));
        int from = Integer.parseInt(asked.getOrDefault("cursor", "0"));
        if (!isOurs) {
            answer(exchange, 400, "{}");
        } else if (from >= down.getOrDefault(path[1], Integer.MAX_VALUE)) {
            answer(exchange, 503, "{}");
        } else {
            List<Map<String, Object>> all = kept.getOrDefault(path[1] + " " + asked.get("guest"), List.of());
            int to = Math.min(all.size(), from + PAGE);
            String next = to < all.size() ? "\"" + to + "\"" : "null";
            answer(
                    exchange,
                    200,
                    "{\"items\":" + JsonMapper.shared().writeValueAsString(all.subList(from, to)) + ",\"next\":" + next
                            + "}");
        }
    }

    private void awaitIfHeld(String guest) {
        CountDownLatch until = held.get(guest);
        try {
            if (until != null) {
                until.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
