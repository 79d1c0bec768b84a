package dev.concierge.e2e.matrix;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same Idempotency-Key with the same and with another body.
 *
 * @param known learns the ids of what is made, which is there for the tests after these
 */
record RepeatedRequests(Sender sender, Place place, Callers callers, Map<String, String> known) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FIRST_REFUSAL = 300;
    /** A journey goes live by itself, perhaps between two answers. */
    private static final List<String> MOVING_ON = List.of("state", "armingVersion", "liveVersion", "updatedAt");

    List<String> check(ApiOperation operation, Creation creation, Samples samples) {
        Call call = new Paths(known, samples)
                .known(operation)
                .as(callers.allowed(operation))
                .with(ApiOperation.KEY, UUID.randomUUID().toString());
        ObjectNode body = body(operation, creation, samples);
        HttpResponse<String> first = send(operation, call, body);
        HttpResponse<String> again = send(operation, call, body);
        List<String> found = new ArrayList<>();
        expect(found, first.statusCode() < FIRST_REFUSAL && operation.documents(first.statusCode()), "first", first);
        expect(found, isSame(first, again), "repeated", again);
        expect(found, creation.captures() || isReplay(again), "repeated, without a sign of it", again);
        if (!creation.other().isEmpty()) {
            HttpResponse<String> other = send(operation, call, with(body, creation.other()));
            expect(found, other.statusCode() == (creation.captures() ? 202 : 422), "with another body", other);
        }
        if (first.statusCode() < FIRST_REFUSAL) {
            JsonNode made = JSON.readTree(first.body());
            creation.learns()
                    .forEach((name, field) -> known.put(name, made.path(field).asString()));
        }
        return found;
    }

    private ObjectNode body(ApiOperation operation, Creation creation, Samples samples) {
        ObjectNode body = (ObjectNode) samples.body(operation).orElseGet(JSON::createObjectNode);
        return with(body, creation.given());
    }

    private ObjectNode with(ObjectNode body, Map<String, Object> fields) {
        ObjectNode changed = body.deepCopy();
        fields.forEach((name, value) ->
                changed.set(name, JSON.valueToTree(value instanceof String text ? id(text) : value)));
        return changed;
    }

    private String id(String text) {
        return text.startsWith("$") ? known.getOrDefault(text.substring(1), text) : text;
    }

    private HttpResponse<String> send(ApiOperation operation, Call call, ObjectNode body) {
        return sender.send(place, operation.service(), operation.hasBody() ? call.json(body.toString()) : call);
    }

    private static boolean isSame(HttpResponse<String> first, HttpResponse<String> again) {
        return again.statusCode() == first.statusCode() && lasting(again).equals(lasting(first));
    }

    private static JsonNode lasting(HttpResponse<String> answer) {
        JsonNode body = JSON.readTree(answer.body());
        return body instanceof ObjectNode object ? object.remove(MOVING_ON) : body;
    }

    private static boolean isReplay(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Idempotency-Replay")
                .filter("true"::equals)
                .isPresent();
    }

    private static void expect(List<String> found, boolean holds, String what, HttpResponse<String> answer) {
        if (!holds) {
            found.add(what + ": " + answer.statusCode() + " " + answer.headers().map() + "\n      " + answer.body());
        }
    }
}
