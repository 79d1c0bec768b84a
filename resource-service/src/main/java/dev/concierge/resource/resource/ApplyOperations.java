package dev.concierge.resource.resource;

import dev.concierge.platform.idempotency.RequestInFlight;
import dev.concierge.platform.input.MergePatch;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Closed;
import dev.concierge.resource.patch.JsonPatch;
import dev.concierge.resource.resource.PublishResources.Published;
import dev.concierge.resource.shard.Fence;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shared.Change;
import dev.concierge.resource.shared.SharedReads;
import dev.concierge.resource.type.ResourceType;
import dev.concierge.resource.type.ResourceTypes;
import dev.concierge.resource.type.TypeSchema;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies a batch of one business' operations in their order, inside the transaction under way: a few statements however
 * many there are. What is refused changes nothing and does not keep the others from being applied.
 */
@Component
public class ApplyOperations {
    private final ResourceJson json;
    private final OperationProblems problems;
    private final ResourceTypes types;
    private final PublishResources publish;
    private final SharedReads shared;
    private final Clock clock;

    ApplyOperations(
            ResourceJson json,
            OperationProblems problems,
            ResourceTypes types,
            PublishResources publish,
            SharedReads shared,
            Clock clock) {
        this.json = json;
        this.problems = problems;
        this.types = types;
        this.publish = publish;
        this.shared = shared;
        this.clock = clock;
    }

    /**
     * One outcome for each operation.
     *
     * @throws ConcurrencyFailureException when somebody else did the same meanwhile: to be tried again in a new transaction
     */
    public List<Outcome> apply(Shard shard, BusinessId business, List<Operation> operations) {
        Batch batch = new Batch(shard, business, shared.change(shard));
        batch.read(operations);
        return batch.apply(operations);
    }

    /**
     * The same of one.
     *
     * @param change what the caller waits for after the commit
     * @throws RequestInFlight when the same request runs elsewhere at this moment
     */
    Outcome apply(Shard shard, BusinessId business, Operation operation, Change change) {
        Batch batch = new Batch(shard, business, change);
        Supplier<Boolean> held = batch.recorded.hold(batch.trip, operation.requestId());
        batch.read(List.of(operation));
        if (!held.get()) {
            throw new RequestInFlight(operation.requestId());
        }
        return batch.apply(List.of(operation)).getFirst();
    }

    private final class Batch {
        private final Shard shard;
        private final BusinessId business;
        private final Change change;
        private final RoundTrip trip;
        private final Map<ResourceType, TypeSchema> schemas = new HashMap<>();
        private final ResourceRows resources;
        private final OperationRows recorded;
        private final Map<String, RecordedOperation> known = new LinkedHashMap<>();
        private final Map<ResourceKey, Resource> before = new LinkedHashMap<>();
        private final Map<ResourceKey, Resource> after = new LinkedHashMap<>();
        private final List<RecordedOperation> ended = new ArrayList<>();
        private final List<ChangeRows.Change> changes = new ArrayList<>();
        private final Map<ResourceKey, OutgoingMessage> items = new LinkedHashMap<>();

        private Batch(Shard shard, BusinessId business, Change change) {
            this.shard = shard;
            this.business = business;
            this.change = change;
            this.resources = new ResourceRows(shard.jdbc(), json, business);
            this.recorded = new OperationRows(shard, json, business);
            this.trip = shard.roundTrip();
        }

        private void read(List<Operation> operations) {
            Supplier<List<String>> erased = Fence.enter(trip, business.value());
            Supplier<Map<ResourceType, TypeSchema>> found = types.schemas(
                    trip,
                    business,
                    operations.stream().map(Operation::type).distinct().toList());
            Supplier<List<RecordedOperation>> earlier = recorded.find(
                    trip,
                    operations.stream().map(Operation::requestId).distinct().toList());
            Supplier<List<Resource>> locked = resources.lock(
                    trip, operations.stream().map(Operation::key).distinct().toList());
            change.look(trip);
            trip.run();
            operations.stream()
                    .map(Operation::place)
                    .filter(place ->
                            Fence.isErased(erased.get(), place.location().value()))
                    .findFirst()
                    .ifPresent(place -> {
                        throw new Closed(place);
                    });
            schemas.putAll(found.get());
            earlier.get().forEach(operation -> known.put(operation.requestId(), operation));
            locked.get().forEach(resource -> before.put(resource.key(), resource));
        }

        private List<Outcome> apply(List<Operation> operations) {
            List<Outcome> outcomes = operations.stream().map(this::once).toList();
            write();
            return outcomes;
        }

        private Outcome once(Operation operation) {
            byte[] hash = json.hash(operation);
            RecordedOperation earlier = known.get(operation.requestId());
            if (earlier != null && !Arrays.equals(earlier.hash(), hash)) {
                return new Outcome.Refused(operation.key(), new RequestIdReused(operation.requestId()));
            }
            if (earlier != null && earlier.status() != OperationStatus.PENDING) {
                return replayed(operation, earlier);
            }
            Instant now = clock.instant();
            Outcome outcome = attempt(operation, now);
            RecordedOperation entry =
                    entry(operation, hash, outcome, earlier == null ? now : earlier.acceptedAt(), now);
            known.put(operation.requestId(), entry);
            ended.add(entry);
            return outcome;
        }

        private Outcome attempt(Operation operation, Instant now) {
            ResourceKey key = operation.key();
            try {
                Resource current = current(key);
                Resource changed = changed(current, operation, now);
                checkType(operation, changed);
                Published published = publish.publish(
                        changed, current != null && current.isFound(), schemas.get(operation.type()), now);
                published.message().ifPresent(message -> items.put(key, message));
                after.put(key, published.resource());
                changes.add(new ChangeRows.Change(key, operation.verb(), now));
                return new Outcome.Applied(key, changed.version(), changed.data(), now, false);
            } catch (Fact refused) {
                return new Outcome.Refused(key, refused);
            }
        }

        private void checkType(Operation operation, Resource changed) {
            TypeSchema schema = schemas.get(operation.type());
            if (schema != null && changed.data() != null) {
                List<FieldError> errors = schema.check(operation.pointer(), changed.data());
                if (!errors.isEmpty()) {
                    throw new InvalidInput(errors);
                }
            }
        }

        private @Nullable Resource current(ResourceKey key) {
            Resource changed = after.get(key);
            return changed == null ? before.get(key) : changed;
        }

        private void write() {
            change.forget(after.values().stream().collect(Collectors.toMap(SharedResource::key, Resource::version)));
            List<Resource> created = after.values().stream()
                    .filter(resource -> !before.containsKey(resource.key()))
                    .toList();
            List<Resource> updated = after.values().stream()
                    .filter(resource -> before.containsKey(resource.key()))
                    .toList();
            RoundTrip writes = shard.roundTrip();
            List<Written> written = List.of(
                    new Written(created.size(), created.isEmpty() ? () -> 0 : resources.insert(writes, created)),
                    new Written(updated.size(), updated.isEmpty() ? () -> 0 : resources.update(writes, updated)),
                    new Written(ended.size(), ended.isEmpty() ? () -> 0 : recorded.save(writes, ended)));
            if (!changes.isEmpty()) {
                ChangeRows.insert(writes, changes);
            }
            writes.run();
            if (written.stream().anyMatch(rows -> rows.count().getAsInt() < rows.expected())) {
                throw new ConcurrencyFailureException("the same was done by somebody else meanwhile");
            }
            change.settle();
            if (!changes.isEmpty()) {
                shard.send(List.copyOf(items.values()));
                shard.changedAtCommit();
            }
        }

        private RecordedOperation entry(
                Operation operation, byte[] hash, Outcome outcome, Instant acceptedAt, Instant now) {
            boolean applied = outcome instanceof Outcome.Applied;
            return new RecordedOperation(
                    operation.requestId(),
                    hash,
                    operation.key(),
                    operation.verb(),
                    applied ? OperationStatus.APPLIED : OperationStatus.FAILED,
                    outcome instanceof Outcome.Applied done ? done.version() : null,
                    outcome instanceof Outcome.Refused refused ? problems.of(refused.fact()) : null,
                    operation.verb() == Verb.PATCH && outcome instanceof Outcome.Applied done ? done.data() : null,
                    acceptedAt,
                    now);
        }

        private Outcome replayed(Operation operation, RecordedOperation earlier) {
            if (earlier.problem() != null) {
                return new Outcome.RefusedBefore(earlier.key(), earlier.problem());
            }
            JsonNode data = switch (operation.verb()) {
                case CREATE, UPDATE -> withId(body(operation), earlier.key());
                case PATCH -> earlier.result();
                case DELETE -> null;
            };
            return new Outcome.Applied(
                    earlier.key(),
                    Objects.requireNonNull(earlier.version()),
                    data,
                    Objects.requireNonNull(earlier.endedAt()),
                    true);
        }
    }

    private record Written(int expected, IntSupplier count) {}

    private static Resource changed(@Nullable Resource current, Operation operation, Instant now) {
        ResourceKey key = operation.key();
        if (operation.verb() == Verb.CREATE) {
            if (current != null && !current.isDeleted()) {
                throw new ResourceExists(key);
            }
            return Resource.created(key, current, withId(body(operation), key), now);
        }
        if (current == null || current.data() == null) {
            throw new ResourceNotFound(key);
        }
        operation.precondition().checkTag("\"" + current.version() + "\"");
        return current.with(
                switch (operation.verb()) {
                    case CREATE, UPDATE -> withId(body(operation), key);
                    case PATCH -> patched(current.data(), body(operation), key);
                    case DELETE -> null;
                },
                now);
    }

    private static ObjectNode patched(ObjectNode data, JsonNode patch, ResourceKey key) {
        JsonNode result = patch.isArray() ? JsonPatch.parse(patch).apply(data) : MergePatch.apply(data, patch);
        if (!result.isObject()) {
            throw new PatchedAway("", "the patch leaves no object (expected: the data of a resource)");
        }
        JsonNode id = result.get("id");
        if (id != null && !id.equals(data.get("id"))) {
            throw new PatchedAway("/id", "the patch changes the id (expected: " + key.id() + ")");
        }
        return withId(result, key);
    }

    /** The id first, as everything that lists resources shows it. */
    private static ObjectNode withId(JsonNode data, ResourceKey key) {
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("id", key.id().value());
        data.properties().forEach(member -> {
            if (!member.getKey().equals("id")) {
                result.set(member.getKey(), member.getValue());
            }
        });
        return result;
    }

    private static JsonNode body(Operation operation) {
        return Objects.requireNonNull(operation.body());
    }
}
