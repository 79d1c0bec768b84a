package dev.concierge.localstack.bundle;

import dev.concierge.localstack.account.Answers;
import dev.concierge.localstack.setting.CannotContinue;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares what journeys are made of, schemas, segments and templates, with what a fleet has, and makes them alike. */
public final class Parts {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final String SCHEMAS = "/events/schemas";
    private static final List<Bundle.Kind> KINDS =
            List.of(Bundle.Kind.SCHEMA, Bundle.Kind.SEGMENT, Bundle.Kind.TEMPLATE);

    private final String url;
    private final String token;
    private final Answers answers = new Answers();

    /**
     * @param url of the gateway
     * @param token of an operator: only those may change schemas
     */
    public Parts(String url, String token) {
        this.url = url;
        this.token = token;
    }

    public List<Step> plan(Bundle bundle) {
        return KINDS.stream()
                .flatMap(kind -> bundle.of(kind).stream())
                .map(this::step)
                .toList();
    }

    private Step step(Bundle.Definition wanted) {
        String at = at(wanted);
        HttpResponse<String> found =
                at.isEmpty() ? null : answers.send(request(at).GET().build());
        if (found == null || found.statusCode() == NOT_FOUND) {
            return new Step(wanted, Step.Action.CREATE, "", "", List.of());
        }
        JsonNode known = known(wanted.kind(), read(found));
        List<String> changes = Step.changes(known, said(known(wanted.kind(), wanted.given())));
        String tag = found.headers().firstValue("ETag").orElse("");
        return new Step(wanted, changes.isEmpty() ? Step.Action.NOTHING : Step.Action.REVISE, at, tag, changes);
    }

    /** Where the fleet has it; empty for a schema that it has not, which it gives an id of its own. */
    private String at(Bundle.Definition wanted) {
        return switch (wanted.kind()) {
            case SEGMENT -> "/segments/" + wanted.id();
            case TEMPLATE -> "/notifications/templates/" + wanted.id();
            case SCHEMA -> schema(wanted.id());
            case JOURNEY -> throw new IllegalArgumentException(wanted.id() + " (expected: no journey)");
        };
    }

    private String schema(String eventName) {
        String page = "?limit=200";
        while (true) {
            JsonNode schemas = read(answers.send(request(SCHEMAS + page).GET().build()));
            for (JsonNode schema : schemas.path("items")) {
                if (schema.path("eventName").asString("").equals(eventName)) {
                    return SCHEMAS + "/" + schema.path("schemaId").asString();
                }
            }
            String next = schemas.path("next").asString("");
            if (next.isEmpty()) {
                return "";
            }
            page = "?limit=200&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        }
    }

    /** The part that a file says. */
    private static JsonNode known(Bundle.Kind kind, JsonNode thing) {
        return switch (kind) {
            case SEGMENT -> some(thing, "name", "rule");
            case SCHEMA -> some(thing, "mode", "schema");
            default -> said(thing.has("body") ? thing.path("body") : thing);
        };
    }

    private static JsonNode some(JsonNode thing, String... names) {
        ObjectNode some = ((ObjectNode) thing).objectNode();
        Stream.of(names).filter(thing::has).forEach(name -> some.set(name, thing.get(name)));
        return some;
    }

    /** Without what says nothing: services show it or leave it out as they like. */
    private static JsonNode said(JsonNode thing) {
        ObjectNode said = ((ObjectNode) thing).deepCopy();
        thing.properties().stream()
                .filter(field -> field.getValue().isNull()
                        || (field.getValue().isObject() && field.getValue().isEmpty()))
                .forEach(field -> said.remove(field.getKey()));
        return said;
    }

    /** Somebody else's change since the plan was made is an error, not overwritten. */
    public void apply(Step step) {
        String body = answers.json(step.wanted().given());
        switch (step.action()) {
            case CREATE -> create(step.wanted(), body);
            case REVISE ->
                sent(request(step.at())
                        .header("If-Match", step.tag())
                        .PUT(BodyPublishers.ofString(changed(step.wanted(), body))));
            case PUBLISH, BLOCKED, NOTHING -> {}
        }
    }

    private void create(Bundle.Definition wanted, String body) {
        switch (wanted.kind()) {
            case SEGMENT -> sent(request("/segments").POST(BodyPublishers.ofString(body)));
            case SCHEMA -> sent(request(SCHEMAS).POST(BodyPublishers.ofString(body)));
            default -> sent(request(at(wanted)).header("If-None-Match", "*").PUT(BodyPublishers.ofString(body)));
        }
    }

    /** A segment's id is in its path. */
    private String changed(Bundle.Definition wanted, String body) {
        return wanted.kind() == Bundle.Kind.SEGMENT ? answers.json(some(wanted.given(), "name", "rule")) : body;
    }

    private void sent(HttpRequest.Builder request) {
        answers.tree(request.build());
    }

    private JsonNode read(HttpResponse<String> response) {
        if (response.statusCode() != OK) {
            throw new CannotContinue(
                    response.uri() + " answers " + response.statusCode() + " " + response.body(),
                    "see ./concierge status and ./concierge logs");
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
