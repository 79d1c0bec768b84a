package dev.concierge.localstack.bundle;

import dev.concierge.localstack.account.Answers;
import dev.concierge.localstack.setting.CannotContinue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Compares a bundle with the journeys of a fleet, and makes them alike; what is alike is left as it is. */
public final class Journeys {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final List<String> OVER = List.of("draining", "archived");

    private final String url;
    private final String token;
    private final Answers answers = new Answers();

    /** @param url of the gateway */
    public Journeys(String url, String token) {
        this.url = url;
        this.token = token;
    }

    public List<Step> plan(Bundle bundle) {
        return bundle.of(Bundle.Kind.JOURNEY).stream().map(this::step).toList();
    }

    private Step step(Bundle.Definition wanted) {
        String at = "/journeys/" + wanted.id();
        HttpResponse<String> found = answers.send(request(at).GET().build());
        if (found.statusCode() == NOT_FOUND) {
            return new Step(wanted, Step.Action.CREATE, "", "", List.of());
        }
        JsonNode journey = read(found);
        String tag = found.headers().firstValue("ETag").orElse("");
        List<String> changes = Step.changes(journey.get("definition"), wanted.given());
        return new Step(wanted, action(journey, changes), at, tag, changes);
    }

    private static Step.Action action(JsonNode journey, List<String> changes) {
        if (OVER.contains(journey.path("state").asString(""))) {
            return Step.Action.BLOCKED;
        }
        if (!changes.isEmpty()) {
            return Step.Action.REVISE;
        }
        int latest = journey.path("version").asInt();
        boolean published = journey.path("armingVersion").asInt(0) == latest
                || (journey.path("armingVersion").isMissingNode()
                        && journey.path("liveVersion").asInt(0) == latest);
        return published ? Step.Action.NOTHING : Step.Action.PUBLISH;
    }

    /** Somebody else's change since the plan was made is an error, not overwritten. */
    public void apply(Step step) {
        String path = "/journeys/" + step.wanted().id();
        switch (step.action()) {
            case CREATE -> {
                sent(request("/journeys")
                        .POST(BodyPublishers.ofString(answers.json(step.wanted().given()))));
                publish(path);
            }
            case REVISE -> {
                sent(request(path)
                        .header("If-Match", step.tag())
                        .PUT(BodyPublishers.ofString(answers.json(step.wanted().given()))));
                publish(path);
            }
            case PUBLISH -> publish(path);
            case BLOCKED, NOTHING -> {}
        }
    }

    private void publish(String path) {
        sent(request(path + "/publish").POST(BodyPublishers.noBody()));
    }

    private void sent(HttpRequest.Builder request) {
        answers.tree(request.build());
    }

    private JsonNode read(HttpResponse<String> response) {
        if (response.statusCode() != OK) {
            throw new CannotContinue(
                    response.uri() + " answers " + response.statusCode() + " " + response.body(),
                    "see ./concierge status and ./concierge logs journey-service");
        }
        return answers.read(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }
}
