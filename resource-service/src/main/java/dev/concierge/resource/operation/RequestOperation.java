package dev.concierge.resource.operation;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.resource.Operation;
import dev.concierge.resource.resource.RecordOperation;
import dev.concierge.resource.resource.RecordOperation.Recorded;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes an operation for an app without Kafka: noted as pending and put on the stream, in one transaction. */
@Component
class RequestOperation {
    private final Directory directory;
    private final Shards shards;
    private final RecordOperation recordOperation;
    private final OperationSettings settings;
    private final Ids ids;

    RequestOperation(
            Directory directory, Shards shards, RecordOperation recordOperation, OperationSettings settings, Ids ids) {
        this.directory = directory;
        this.shards = shards;
        this.recordOperation = recordOperation;
        this.settings = settings;
        this.ids = ids;
    }

    /** Whether the same request had come before. */
    boolean request(Operation operation, JsonNode record) {
        Shard shard = shards.get(directory.openForWriting(operation.place()).shard());
        return shard.asTenant(operation.place().business().value(), () -> {
            boolean isNew = recordOperation.pending(shard, operation) == Recorded.NEW;
            if (isNew) {
                shard.send(List.of(new OutgoingMessage(
                        ids.next(), settings.stream(), OperationTopic.key(operation), OperationTopic.TYPE, record)));
            }
            return !isNew;
        });
    }
}
