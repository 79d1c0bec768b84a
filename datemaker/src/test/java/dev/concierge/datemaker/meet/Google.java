package dev.concierge.datemaker.meet;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.meet.v2.model.ConferenceRecord;
import com.google.api.services.meet.v2.model.EndActiveConferenceRequest;
import com.google.api.services.meet.v2.model.ListConferenceRecordsResponse;
import com.google.api.services.meet.v2.model.ListParticipantsResponse;
import com.google.api.services.meet.v2.model.Participant;
import com.google.api.services.meet.v2.model.Space;
import com.google.api.services.meet.v2.model.SpaceConfig;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers as Google Meet and its token endpoint do, in the types that Google generates from its discovery document: a
 * body with a field that the document does not know is refused, as is a path it does not have.
 */
final class Google {
    private final HttpServer server;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Map<String, Boolean> running = new ConcurrentHashMap<>();

    private Google(HttpServer server) {
        this.server = server;
    }

    static Google started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Google google = new Google(server);
            server.createContext("/token", google::token);
            server.createContext("/v2/", google::meet);
            server.start();
            return google;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    int made() {
        return made.get();
    }

    List<String> ended() {
        return ended;
    }

    List<String> complaints() {
        return complaints;
    }

    void failNext(int times) {
        failures.set(times);
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean right = form.contains("grant_type=refresh_token")
                && form.contains("refresh_token=consent")
                && form.contains("client_id=us")
                && form.contains("client_secret=secret");
        if (!right) {
            complaints.add("token: " + form);
        }
        answer(
                exchange,
                right ? 200 : 400,
                new GenericJson()
                        .set("access_token", "access-" + tokens.incrementAndGet())
                        .set("expires_in", 3_600)
                        .set("token_type", "Bearer"));
    }

    private void meet(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        if (bearer == null || !bearer.startsWith("Bearer access-")) {
            answer(exchange, 401, error(401, "UNAUTHENTICATED"));
        } else if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 429, error(429, "RESOURCE_EXHAUSTED"));
        } else if (is(exchange, "POST", path, "/v2/spaces")) {
            Space wanted = body(exchange, Space.class);
            SpaceConfig config = wanted.getConfig();
            complainOf(config);
            int number = made.incrementAndGet();
            answer(
                    exchange,
                    200,
                    new Space()
                            .setName("spaces/space" + number)
                            .setMeetingCode("abc-mnop-" + number)
                            .setMeetingUri("https://meet.google.com/abc-mnop-" + number)
                            .setConfig(config));
        } else if (is(exchange, "POST", path, "/v2/spaces/[^/:]+:endActiveConference")) {
            body(exchange, EndActiveConferenceRequest.class);
            String space = path.substring("/v2/".length(), path.indexOf(':'));
            ended.add(space);
            running.put(space, false);
            answer(exchange, 200, new GenericJson());
        } else if (is(exchange, "GET", path, "/v2/conferenceRecords")) {
            String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
            String space = query.replaceAll("(?s).*space\\.name = \"([^\"]+)\".*", "$1");
            ConferenceRecord held = new ConferenceRecord()
                    .setName("conferenceRecords/of-" + space.substring("spaces/".length()))
                    .setSpace(space)
                    .setStartTime("2026-12-01T18:00:00Z");
            if (!running.getOrDefault(space, true)) {
                held.setEndTime("2026-12-01T18:05:00Z");
            }
            answer(exchange, 200, new ListConferenceRecordsResponse().setConferenceRecords(List.of(held)));
        } else if (is(exchange, "GET", path, "/v2/conferenceRecords/[^/]+/participants")) {
            String held = path.substring("/v2/".length(), path.lastIndexOf('/'));
            answer(
                    exchange,
                    200,
                    new ListParticipantsResponse()
                            .setParticipants(List.of(
                                    participant(held, 1, "2026-12-01T18:00:10Z"),
                                    participant(held, 2, "2026-12-01T18:00:20Z"))));
        } else {
            complaints.add(exchange.getRequestMethod() + " " + path);
            answer(exchange, 404, error(404, "NOT_FOUND"));
        }
    }

    private static Participant participant(String held, int number, String from) {
        return new Participant()
                .setName(held + "/participants/" + number)
                .setEarliestStartTime(from)
                .setLatestEndTime("2026-12-01T18:05:00Z");
    }

    private static boolean is(HttpExchange exchange, String method, String path, String pattern) {
        return exchange.getRequestMethod().equals(method) && path.matches(pattern);
    }

    private <T extends GenericJson> T body(HttpExchange exchange, Class<T> type) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream text = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
        T body = GsonFactory.getDefaultInstance()
                .createJsonParser(text, StandardCharsets.UTF_8)
                .parse(type);
        complainOf(body);
        return body;
    }

    private void complainOf(@Nullable GenericJson body) {
        if (body != null && !body.getUnknownKeys().isEmpty()) {
            complaints.add("unknown fields: " + body.getUnknownKeys());
        }
    }

    private static GenericJson error(int code, String status) {
        return new GenericJson()
                .set("error", new GenericJson().set("code", code).set("status", status));
    }

    private static void answer(HttpExchange exchange, int status, GenericJson body) throws IOException {
        byte[] text = GsonFactory.getDefaultInstance().toByteArray(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
