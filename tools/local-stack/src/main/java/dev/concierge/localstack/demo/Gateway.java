package dev.concierge.localstack.demo;

import dev.concierge.localstack.account.Answers;
import dev.concierge.localstack.account.Tokens;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The fleet as a client of ours sees it: through the gateway, patient when it is told to come later. */
final class Gateway {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int ATTEMPTS = 20;

    private final String url;
    private final Tokens tokens;
    private final Answers answers = new Answers();
    private volatile String token;

    Gateway(Settings settings) {
        this.url = Fleet.named("gateway").url(settings);
        this.tokens = new Tokens(settings);
        this.token = tokens.client(Optional.empty());
    }

    /** Registers the guest and returns the userId; a repeated attempt carries the same key, so it registers once. */
    String register(Guest guest) {
        HttpRequest.Builder request = withBody("/users")
                .header("Idempotency-Key", guest.email())
                .POST(BodyPublishers.ofString(answers.json(guest)));
        return answers.read(answered(request).body()).path("userId").asString();
    }

    /** Empty when there is none (yet). */
    Optional<JsonNode> get(String path) {
        HttpResponse<String> response = answered(request(path).GET());
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(answers.read(response.body()));
    }

    void put(String path, Object body) {
        answered(withBody(path).PUT(BodyPublishers.ofString(answers.json(body))));
    }

    /** What is answered; a repeated attempt carries the same key. */
    JsonNode post(String path, Object body) {
        HttpRequest.Builder request = withBody(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(answers.json(body)));
        return answers.read(answered(request).body());
    }

    /** Where screens connect to, as this client. */
    URI socket() {
        return URI.create(url.replaceFirst("^http", "ws") + "/socket/websocket?vsn=2.0.0&token=" + token);
    }

    /** Something that a guest has done. */
    void tell(String userId, String event, Instant time, Map<String, Object> attributes) {
        Map<String, Object> told = Map.of(
                "eventName",
                event,
                "userId",
                userId,
                "eventTime",
                time.toString(),
                "attributes",
                attributes,
                "messageId",
                UUID.randomUUID());
        answered(withBody("/event").POST(BodyPublishers.ofString(answers.json(told))));
    }

    /** Makes a journey as it is given, and lets it take guests in; what is so already stays. */
    void journey(String id, JsonNode definition) {
        String path = "/journeys/" + id;
        String body = answers.json(definition);
        HttpRequest.Builder request = get(path).isEmpty()
                ? withBody("/journeys").POST(BodyPublishers.ofString(body))
                : withBody(path).PUT(BodyPublishers.ofString(body));
        answered(request);
        answered(request(path + "/publish").POST(BodyPublishers.noBody()));
    }

    /** Whether the latest version of the journey takes guests in. */
    boolean isLive(String id) {
        return get("/journeys/" + id)
                .filter(journey -> journey.path("state").asString("").equals("live")
                        && journey.path("liveVersion").equals(journey.path("version")))
                .isPresent();
    }

    /** The ids of the guest's runs of the journey that a registration starts. */
    Stream<String> runs(String userId) {
        return get("/journeys/runs?userId=" + userId).stream()
                .flatMap(page -> page.path("items").valueStream())
                .filter(run -> run.path("journeyId").asString("").equals("welcome"))
                .map(run -> run.path("runId").asString());
    }

    private HttpResponse<String> answered(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        for (int attempt = 1; attempt < ATTEMPTS && isTemporary(response); attempt++) {
            renewIfExpired(response);
            LockSupport.parkNanos(pause(response).toNanos());
            response = send(request);
        }
        if (response.statusCode() >= 400 && response.statusCode() != NOT_FOUND) {
            throw new CannotContinue(
                    response.request().method() + " " + response.uri() + " answers " + response.statusCode() + " "
                            + response.body(),
                    "see ./concierge status and ./concierge logs");
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return answers.send(
                request.setHeader("Authorization", "Bearer " + token).build());
    }

    private boolean isTemporary(HttpResponse<String> response) {
        int status = response.statusCode();
        return status == UNAUTHORIZED || status == TOO_MANY || status >= BAD_GATEWAY || isUnderWay(response);
    }

    /** The attempt before was given up by the gateway, not by the service. */
    private boolean isUnderWay(HttpResponse<String> response) {
        return response.statusCode() == CONFLICT
                && answers.read(response.body()).path("code").asString("").equals("request-in-flight");
    }

    private void renewIfExpired(HttpResponse<String> response) {
        if (response.statusCode() == UNAUTHORIZED) {
            token = tokens.client(Optional.empty());
        }
    }

    private static Duration pause(HttpResponse<String> response) {
        long seconds = response.headers()
                .firstValueAsLong("Retry-After")
                .orElse(response.statusCode() == UNAUTHORIZED ? 0 : 1);
        return Duration.ofSeconds(Math.min(seconds, 10));
    }

    private HttpRequest.Builder withBody(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
    }
}
