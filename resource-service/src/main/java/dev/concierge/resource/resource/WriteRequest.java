package dev.concierge.resource.resource;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Checks;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.patch.JsonPatch;
import dev.concierge.resource.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a request wants written; its faults are named at their fields. */
@Component
@EnableConfigurationProperties(ResourceSettings.class)
class WriteRequest {
    static final String REQUEST_ID = "^[!-~]{1,255}$";

    private static final Pattern ACCEPTABLE_ID = Pattern.compile(REQUEST_ID);
    private static final Set<String> MEMBERS = Set.of("data", "requestId");

    private final ResourceJson json;
    private final ResourceSettings settings;
    private final Ids ids;

    WriteRequest(ResourceJson json, ResourceSettings settings, Ids ids) {
        this.json = json;
        this.settings = settings;
        this.ids = ids;
    }

    /** {@code {data: {id, …}, requestId}}, as the seed's endpoints take it. */
    Operation enveloped(Supplier<Target> target, Verb verb, byte @Nullable [] body, Conditions conditions) {
        JsonNode read = body == null || body.length == 0 ? null : json.read(body);
        if (read != null && !read.isObject()) {
            throw new InvalidInput("", "not an object (expected: {data, requestId})");
        }
        JsonNode data = read == null ? null : read.get("data");
        Checks checks = new Checks();
        Target named = checks.of(() -> target.get().withId("/data/id", idIn(data)));
        String requestId = checks.of(() -> requestId(read, conditions));
        if (verb != Verb.DELETE || data != null) {
            checks.of(() -> object("/data", data));
        }
        checks.finish();
        return operation(
                Objects.requireNonNull(named),
                verb,
                "/data",
                verb == Verb.DELETE ? null : data,
                Objects.requireNonNull(requestId),
                conditions);
    }

    /** The data itself or a merge patch of it, the id in the path. */
    Operation bare(Target target, Verb verb, byte @Nullable [] body, Conditions conditions) {
        JsonNode data = body == null ? null : json.read(body);
        if (verb != Verb.DELETE) {
            object("", data);
        }
        return operation(target.withId("/id", idIn(data)), verb, "", data, requestId(null, conditions), conditions);
    }

    /** A JSON Patch, the id in the path or query. */
    Operation jsonPatch(Target target, byte[] body, Conditions conditions) {
        JsonNode patch = json.read(body);
        JsonPatch.parse(patch);
        return operation(target, Verb.PATCH, "", patch, requestId(null, conditions), conditions);
    }

    static ResourceId id(String pointer, String id) {
        return named(pointer, id, ResourceId.PATTERN, ResourceId::new);
    }

    static ResourceType type(String pointer, String type) {
        return named(pointer, type, ResourceType.PATTERN, ResourceType::new);
    }

    static <T> T named(String pointer, String value, String pattern, Function<String, T> name) {
        if (!value.matches(pattern)) {
            throw new InvalidInput(pointer, value, pattern);
        }
        return name.apply(value);
    }

    /** The id that data names; checked later, where the operation needs one. */
    private static @Nullable JsonNode idIn(@Nullable JsonNode data) {
        return data == null ? null : data.get("id");
    }

    private Operation operation(
            Target target,
            Verb verb,
            String pointer,
            @Nullable JsonNode body,
            String requestId,
            Conditions conditions) {
        if (verb != Verb.CREATE && target.id() == null) {
            throw new InvalidInput("/data/id", "missing (expected: the id of a resource, here or as ?id=)");
        }
        if (verb != Verb.CREATE
                && settings.requireIfMatch()
                && !conditions.precondition().hasIfMatch()) {
            throw new IfMatchRequired();
        }
        return new Operation(
                requestId, target.place(), target.type(), target.id(), verb, pointer, body, conditions.precondition());
    }

    private String requestId(@Nullable JsonNode body, Conditions conditions) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode named = body == null ? null : body.get("requestId");
        if (body != null) {
            body.propertyStream()
                    .filter(member -> !MEMBERS.contains(member.getKey()))
                    .forEach(member -> errors.add(new FieldError("/" + member.getKey(), "unknown field")));
        }
        if (named != null
                && !(named.isString()
                        && ACCEPTABLE_ID.matcher(named.stringValue()).matches())) {
            errors.add(new FieldError("/requestId", named + " (expected: 1 to 255 visible ASCII characters)"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        if (conditions.key() != null) {
            if (!ACCEPTABLE_ID.matcher(conditions.key()).matches()) {
                throw new InvalidInput(
                        "Idempotency-Key", conditions.key() + " (expected: 1 to 255 visible ASCII characters)");
            }
            return conditions.key();
        }
        return named == null ? ids.next().toString() : named.stringValue();
    }

    static ObjectNode object(String pointer, @Nullable JsonNode data) {
        if (data instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidInput(pointer, (data == null ? "missing" : "not an object") + " (expected: an object)");
    }

    /**
     * Where a request points.
     *
     * @param id as the query names it
     */
    record Target(Place place, ResourceType type, @Nullable ResourceId id) {
        /** Query and data may both name the id; then they must agree. */
        Target withId(String pointer, @Nullable JsonNode named) {
            if (named == null) {
                return this;
            }
            if (!named.isString() || !named.stringValue().matches(ResourceId.PATTERN)) {
                throw new InvalidInput(pointer, named + " (expected: " + ResourceId.PATTERN + ")");
            }
            ResourceId inData = new ResourceId(named.stringValue());
            if (id != null && !id.equals(inData)) {
                throw new InvalidInput(pointer, inData + " (expected: " + id + ", as ?id= says)");
            }
            return new Target(place, type, inData);
        }
    }

    /** The headers that say when a request holds, and whether it came before. */
    record Conditions(@Nullable String key, Precondition precondition) {}

    static final class IfMatchRequired extends Fact {
        IfMatchRequired() {
            super(
                    Kind.PRECONDITION_REQUIRED,
                    "if-match-required",
                    "The change names no version (expected: If-Match with the ETag that was read).");
        }
    }
}
