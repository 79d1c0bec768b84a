package dev.concierge.resource.operation;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.patch.JsonPatch;
import dev.concierge.resource.resource.Operation;
import dev.concierge.resource.resource.ResourceId;
import dev.concierge.resource.resource.Verb;
import dev.concierge.resource.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One operation as the stream and {@code POST /resource-operations} carry it; its faults are named at their fields. */
final class StreamRecord {
    private static final String REQUEST_ID = "^[!-~]{1,255}$";
    private static final Set<String> MEMBERS = Set.of(
            "operation", "businessId", "locationId", "resourceType", "resourceId", "data", "requestId", "timestamp");
    private static final Set<String> NEEDED_BODY = Set.of("create", "update", "patch");

    private final JsonNode record;
    private final List<FieldError> errors = new ArrayList<>();

    private StreamRecord(JsonNode record) {
        this.record = record;
    }

    /**
     * @param unnamed the request id of a record that has none
     * @throws InvalidInput naming every field that is wrong
     */
    static Operation read(JsonNode record, String unnamed) {
        return of(record).operation(unnamed);
    }

    /** As strictly as any body is read; what others put on the stream may say more. */
    static Operation posted(JsonNode record, String unnamed) {
        StreamRecord posted = of(record);
        posted.rejectOthers();
        posted.time();
        return posted.operation(unnamed);
    }

    private static StreamRecord of(JsonNode record) {
        if (!record.isObject()) {
            throw new InvalidInput("", "not an object (expected: {operation, businessId, …})");
        }
        return new StreamRecord(record);
    }

    private void rejectOthers() {
        record.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name -> errors.add(new FieldError("/" + name, "unknown field")));
    }

    private void time() {
        JsonNode time = record.path("timestamp");
        if (!time.isMissingNode() && !time.isNull() && !(time.isString() && isTime(time.stringValue()))) {
            errors.add(new FieldError("/timestamp", time + " (expected: a time such as 2026-01-31T10:00:00Z)"));
        }
    }

    private static boolean isTime(String text) {
        try {
            Times.instant(text);
            return true;
        } catch (Refused notTime) {
            return false;
        }
    }

    private Operation operation(String unnamed) {
        String verb = text("operation", "^(create|update|patch|delete)$", true);
        String business = text("businessId", BusinessId.PATTERN, true);
        String location = text("locationId", BusinessId.PATTERN, true);
        String type = text("resourceType", ResourceType.PATTERN, true);
        String id = id(verb);
        String requestId = text("requestId", REQUEST_ID, false);
        JsonNode body = body(verb);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return new Operation(
                requestId == null ? unnamed : requestId,
                new Place(new BusinessId(given(business)), new LocationId(given(location))),
                new ResourceType(given(type)),
                id == null ? null : new ResourceId(id),
                Verb.of(given(verb)).orElseThrow(),
                "/data",
                body,
                Precondition.NONE);
    }

    /** Beside the data or in it; both must agree. */
    private @Nullable String id(@Nullable String verb) {
        String beside = text("resourceId", ResourceId.PATTERN, false);
        JsonNode named = record.path("data").get("id");
        if (named == null) {
            if (beside == null && verb != null && !verb.equals("create")) {
                errors.add(new FieldError("/resourceId", "missing (expected: the id of a resource)"));
            }
            return beside;
        }
        if (!named.isString() || !named.stringValue().matches(ResourceId.PATTERN)) {
            errors.add(new FieldError("/data/id", named + " (expected: " + ResourceId.PATTERN + ")"));
        } else if (beside != null && !beside.equals(named.stringValue())) {
            errors.add(new FieldError("/data/id", named + " (expected: " + beside + ", as resourceId says)"));
        }
        return named.isString() ? named.stringValue() : beside;
    }

    private @Nullable JsonNode body(@Nullable String verb) {
        JsonNode data = record.get("data");
        if (verb == null || !NEEDED_BODY.contains(verb)) {
            return null;
        }
        if (verb.equals("patch") && data != null && data.isArray()) {
            JsonPatch.parse(data);
        } else if (data == null || !data.isObject()) {
            errors.add(
                    new FieldError("/data", (data == null ? "missing" : "not an object") + " (expected: an object)"));
        }
        return data;
    }

    private @Nullable String text(String field, String pattern, boolean needed) {
        JsonNode value = record.get(field);
        if (value == null || value.isNull()) {
            if (needed) {
                errors.add(new FieldError("/" + field, "missing (expected: " + pattern + ")"));
            }
            return null;
        }
        if (!value.isString() || !value.stringValue().matches(pattern)) {
            errors.add(new FieldError("/" + field, value + " (expected: " + pattern + ")"));
            return null;
        }
        return value.stringValue();
    }

    private static String given(@Nullable String checked) {
        return Objects.requireNonNull(checked);
    }
}
