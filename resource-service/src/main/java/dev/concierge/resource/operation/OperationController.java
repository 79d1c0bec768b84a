package dev.concierge.resource.operation;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Sizes;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.directory.Tenants;
import dev.concierge.resource.resource.FindOperations;
import dev.concierge.resource.resource.Operation;
import dev.concierge.resource.resource.RecordedOperation;
import dev.concierge.resource.resource.ResourceJson;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
class OperationController {
    /** What a record of the stream may hold. */
    private static final int MAX_BYTES = 900 * 1024;

    private final RequestOperation requestOperation;
    private final FindOperations operations;
    private final ResourceJson json;
    private final Ids ids;

    OperationController(RequestOperation requestOperation, FindOperations operations, ResourceJson json, Ids ids) {
        this.requestOperation = requestOperation;
        this.operations = operations;
        this.json = json;
        this.ids = ids;
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Put an operation on the stream, for apps without Kafka")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = RequestedOperation.class),
                            examples = @ExampleObject(RequestedOperation.EXAMPLE)))
    @PostMapping(path = "/resource-operations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Accepted> request(@RequestBody byte[] body, Caller caller) {
        JsonNode record = json.read(body);
        Operation operation = StreamRecord.posted(record, ids.next().toString());
        Tenants.of(caller).require(operation.place().business());
        ObjectNode named = ((ObjectNode) record).put("requestId", operation.requestId());
        int size = Sizes.asJson(named);
        if (size > MAX_BYTES) {
            throw new InvalidInput("", size + " bytes of JSON (expected: at most " + MAX_BYTES + ")");
        }
        boolean replayed = requestOperation.request(operation, named);
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted();
        if (replayed) {
            answer.header("Idempotency-Replay", "true");
        }
        return answer.body(new Accepted(operation.requestId()));
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "How an operation ended, whether it came by REST or the stream")
    @GetMapping("/operations/{requestId}")
    OperationView read(
            @PathVariable String requestId,
            @RequestParam(required = false) @Nullable String businessId,
            Caller caller) {
        List<RecordedOperation> found = operations.find(requestId, Tenants.of(caller)).stream()
                .filter(operation -> businessId == null
                        || operation.key().place().business().value().equals(businessId))
                .toList();
        if (found.size() > 1) {
            throw new InvalidInput(
                    "?businessId", businessId, "one of the businesses that have such a request, for there are several");
        }
        return found.stream().findFirst().map(OperationView::of).orElseThrow(() -> new OperationNotFound(requestId));
    }

    record Accepted(String requestId) {}

    /** Documents what {@link StreamRecord} reads. */
    @Schema(name = "RequestOperation")
    record RequestedOperation(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"create", "update", "patch", "delete"})
            String operation,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String businessId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String locationId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String resourceType,

            @Nullable String resourceId,

            @Nullable @Schema(description = "needed but for a delete; a patch may be a JSON Patch instead")
            Map<String, Object> data,

            @Nullable String requestId,

            @Nullable @Schema(type = "string", format = "date-time")
            String timestamp) {
        static final String EXAMPLE = """
                {"operation": "create", "businessId": "cafe", "locationId": "mitte", "resourceType": "table",
                 "data": {"id": "t-1", "seats": 4}, "timestamp": "2026-11-22T09:00:00Z"}""";
    }

    private static final class OperationNotFound extends Fact {
        OperationNotFound(String requestId) {
            super(Kind.NOT_FOUND, "operation-not-found", "There is no operation " + requestId + ".");
        }
    }
}
