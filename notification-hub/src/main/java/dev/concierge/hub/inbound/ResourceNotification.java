package dev.concierge.hub.inbound;

import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.problem.Checks;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A posted notification about a resource: sent on as it came, so fields that nobody here knows are kept.
 *
 * @param body has the fields that tell where it goes
 * @param text the body as it is shown, written once for all channels
 */
record ResourceNotification(ObjectNode body, String text) {
    static final String NAME = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,100}$";
    static final int MAX_BATCH = 500;
    /** A frame for screens; also far below what a Kafka record may hold. */
    private static final int MAX_BODY = 64 * 1024;

    private static final Set<String> TYPES =
            new TreeSet<>(Set.of("resource_created", "resource_updated", "resource_patched", "resource_deleted"));
    private static final Pattern NAMED = Pattern.compile(NAME);

    /**
     * The notifications of a request: one, an array of them, or an object with an array {@code notifications}.
     *
     * @throws InvalidInput naming each field that is wrong
     */
    static List<ResourceNotification> of(JsonNode posted) {
        JsonNode batch = posted.isArray() ? posted : posted.path("notifications");
        if (!(batch instanceof ArrayNode many)) {
            return List.of(of(posted, ""));
        }
        String at = posted.isArray() ? "/" : "/notifications/";
        if (many.isEmpty() || many.size() > MAX_BATCH) {
            throw new InvalidInput(
                    at.substring(0, at.length() - 1),
                    many.size() + " (expected: 1 to " + MAX_BATCH + " notifications)");
        }
        List<ResourceNotification> notifications = new ArrayList<>();
        Checks checks = new Checks();
        for (int index = 0; index < many.size(); index++) {
            JsonNode one = many.get(index);
            String place = at + index;
            ResourceNotification notification = checks.of(() -> of(one, place));
            if (notification != null) {
                notifications.add(notification);
            }
        }
        checks.finish();
        return notifications;
    }

    private static ResourceNotification of(JsonNode posted, String at) {
        if (!(posted instanceof ObjectNode body)) {
            throw new InvalidInput(at, posted.getNodeType() + " (expected: an object)");
        }
        String text = body.toString();
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BODY) {
            throw new InvalidInput(at, size + " bytes of JSON (expected: at most " + MAX_BODY + ")");
        }
        Checked checked = new Checked(body, at, new ArrayList<>());
        checked.type();
        checked.name("businessId", true);
        checked.name("locationId", true);
        checked.name("resourceType", false);
        checked.name("resourceId", false);
        checked.time();
        checked.seq();
        checked.reserved();
        if (!checked.errors.isEmpty()) {
            throw new InvalidInput(checked.errors);
        }
        return new ResourceNotification(body, text);
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

    /** By what its sender recognises it; null for one without. */
    @Nullable
    String key() {
        JsonNode key = body.path("requestId").isString() ? body.path("requestId") : body.path("messageId");
        return key.isString() ? key.stringValue() : null;
    }

    private record Checked(ObjectNode body, String at, List<FieldError> errors) {
        void type() {
            JsonNode type = body.path("type");
            expect(type.isString() && TYPES.contains(type.stringValue()), "type", "one of " + String.join(", ", TYPES));
        }

        void name(String field, boolean isNeeded) {
            JsonNode name = body.path(field);
            boolean isFine = name.isString()
                    && !name.stringValue().isBlank()
                    && NAMED.matcher(name.stringValue()).matches();
            expect(
                    isFine || isAbsent(name, isNeeded),
                    field,
                    "a text of 1 to 100 characters, none of them for control");
        }

        void time() {
            JsonNode time = body.path("timestamp");
            boolean isFine = time.isString() && isInstant(time.stringValue());
            expect(isFine || isAbsent(time, false), "timestamp", Times.INSTANT);
        }

        private static boolean isInstant(String text) {
            try {
                Instant _ = Times.instant(text);
                return true;
            } catch (Refused noInstant) {
                return false;
            }
        }

        void seq() {
            JsonNode seq = body.path("seq");
            boolean isFine = seq.isIntegralNumber() && seq.canConvertToLong() && seq.longValue() >= 0;
            expect(isFine || isAbsent(seq, false), "seq", "a whole number from 0");
        }

        /** The channel's own, by which clients ask for what they missed. */
        void reserved() {
            expect(!body.has("offset"), "offset", "none: it is where the notification lies in its channel");
        }

        private static boolean isAbsent(JsonNode value, boolean isNeeded) {
            return !isNeeded && (value.isMissingNode() || value.isNull());
        }

        private void expect(boolean isFine, String field, String expectation) {
            if (!isFine) {
                JsonNode value = body.path(field);
                String shown = value.isMissingNode() ? "missing" : value.toString();
                String cut = shown.codePointCount(0, shown.length()) > 100
                        ? shown.substring(0, shown.offsetByCodePoints(0, 100)) + "…"
                        : shown;
                errors.add(new FieldError(at + "/" + field, cut + " (expected: " + expectation + ")"));
            }
        }
    }
}
