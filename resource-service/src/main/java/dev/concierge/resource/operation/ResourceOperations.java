package dev.concierge.resource.operation;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.resource.ApplyOperations;
import dev.concierge.resource.resource.CountOperations;
import dev.concierge.resource.resource.Operation;
import dev.concierge.resource.resource.Outcome;
import dev.concierge.resource.resource.ResourceJson;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Applies the stream, a batch of each business at a time. What cannot be read, or names a place that takes no writes, is
 * parked; what is refused for the state of its resource ends as failed, as REST would have answered it.
 */
@Component
class ResourceOperations implements Subscription {
    private static final UUID UNNAMED = new UUID(0x636f6e6369657267L, 0x9000000000000011L);

    private final Directory directory;
    private final Shards shards;
    private final ApplyOperations apply;
    private final CountOperations count;
    private final ResourceJson json;
    private final OperationSettings settings;

    ResourceOperations(
            Directory directory,
            Shards shards,
            ApplyOperations apply,
            CountOperations count,
            ResourceJson json,
            OperationSettings settings) {
        this.directory = directory;
        this.shards = shards;
        this.apply = apply;
        this.count = count;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public List<String> topics() {
        return List.of(settings.stream());
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        Map<BusinessId, List<Operation>> operations = new LinkedHashMap<>();
        Map<BusinessId, Shard> homes = new LinkedHashMap<>();
        for (ReceivedMessage message : batch) {
            Operation operation = StreamRecord.read(read(message), unnamed(message));
            BusinessId business = operation.place().business();
            homes.put(
                    business,
                    shards.get(directory.openForWriting(operation.place()).shard()));
            operations.computeIfAbsent(business, _ -> new ArrayList<>()).add(operation);
        }
        homes.forEach((business, shard) -> shard.<Void>asTenant(business.value(), () -> {
            List<Operation> theirs = operations.getOrDefault(business, List.of());
            List<Outcome> outcomes = apply.apply(shard, business, theirs);
            for (int i = 0; i < theirs.size(); i++) {
                count.stream(theirs.get(i), outcomes.get(i));
            }
            return null;
        }));
    }

    private JsonNode read(ReceivedMessage message) {
        byte[] value = message.body().bytes();
        if (value == null) {
            throw new IllegalArgumentException("value is null (expected: an operation)");
        }
        return json.read(value);
    }

    /** Where the record lies, and when it was written there: a topic made anew gives the same places again. */
    private static String unnamed(ReceivedMessage message) {
        return Ids.derived(UNNAMED, message.id() + " " + message.time()).toString();
    }
}
