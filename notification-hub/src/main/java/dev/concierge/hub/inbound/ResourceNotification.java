package dev.concierge.hub.inbound;

import dev.concierge.platform.input.Sizes;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A posted notification about a resource: sent on as it came, so fields that nobody here knows are kept.
 *
 * @param body has the three fields that tell where it goes
 */
record ResourceNotification(ObjectNode body) {
    private static final String EXPECTED = " (expected: a text of 1 to 100 characters, none of them for control)";
    static final String NAME = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,100}$";
    /** A frame for screens; also far below what a Kafka record may hold. */
    private static final int MAX_BODY = 64 * 1024;

    /** @throws InvalidInput naming each of the needed fields that is missing */
    static ResourceNotification of(JsonNode posted) {
        if (!(posted instanceof ObjectNode body)) {
            throw new InvalidInput("", posted.getNodeType() + " (expected: an object)");
        }
        int size = Sizes.asJson(body);
        if (size > MAX_BODY) {
            throw new InvalidInput("", size + " bytes of JSON (expected: at most " + MAX_BODY + ")");
        }
        List<FieldError> errors = Stream.of("type", "businessId", "locationId")
                .filter(field -> !isName(body.path(field)))
                .map(field -> new FieldError("/" + field, shown(body.path(field)) + EXPECTED))
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return new ResourceNotification(body);
    }

    String businessId() {
        return body.path("businessId").stringValue();
    }

    String businessTopic() {
        return "resources:" + businessId();
    }

    String locationTopic() {
        return businessTopic() + "-" + body.path("locationId").stringValue();
    }

    private static boolean isName(JsonNode node) {
        return node.isString()
                && !node.stringValue().isBlank()
                && node.stringValue().matches(NAME);
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : value.toString();
    }
}
