package dev.concierge.resource.resource;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.resource.WriteRequest.Conditions;
import dev.concierge.resource.resource.WriteRequest.Target;
import dev.concierge.resource.resource.WriteResource.Written;
import dev.concierge.resource.type.ResourceType;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The seed's writes: business and location joined in the path and told apart by headers, the id in the data. */
@RestController
@RequestMapping("/resources/{businessAndLocation}")
class WriteResourceController {
    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String JSON_PATCH = "application/json-patch+json";
    static final String TYPE = "X-Resource-Type";
    static final String KEY = "Idempotency-Key";

    private final RequestedPlace places;
    private final WriteRequest requests;
    private final WriteResource write;

    WriteResourceController(RequestedPlace places, WriteRequest requests, WriteResource write) {
        this.places = places;
        this.requests = requests;
        this.write = write;
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Create a resource")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = WriteBody.class)))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Envelope> create(
            @PathVariable String businessAndLocation,
            @RequestHeader(name = RequestedPlace.BUSINESS, required = false) @Nullable String business,
            @RequestHeader(name = RequestedPlace.LOCATION, required = false) @Nullable String location,
            @RequestHeader(name = TYPE, required = false) @Nullable String type,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody byte[] body,
            Caller caller) {
        Supplier<Target> target =
                () -> target(new Addressed(businessAndLocation, business, location, type), null, caller);
        return written(
                HttpStatus.CREATED,
                requests.enveloped(target, Verb.CREATE, body, new Conditions(key, Precondition.NONE)));
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Replace a resource")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = WriteBody.class)))
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Envelope> replace(
            @PathVariable String businessAndLocation,
            @RequestHeader(name = RequestedPlace.BUSINESS, required = false) @Nullable String business,
            @RequestHeader(name = RequestedPlace.LOCATION, required = false) @Nullable String location,
            @RequestHeader(name = TYPE, required = false) @Nullable String type,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            Precondition precondition,
            @RequestParam(required = false) @Nullable String id,
            @RequestBody byte[] body,
            Caller caller) {
        Supplier<Target> target =
                () -> target(new Addressed(businessAndLocation, business, location, type), id, caller);
        return written(HttpStatus.OK, requests.enveloped(target, Verb.UPDATE, body, new Conditions(key, precondition)));
    }

    @io.swagger.v3.oas.annotations.Operation(
            summary = "Change parts of a resource: a merge patch in data, or a JSON Patch as the body and ?id=")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = WriteBody.class)),
                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = WriteBody.class)),
                @Content(mediaType = JSON_PATCH, schema = @Schema(type = "array", implementation = Object.class))
            })
    @PatchMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH, JSON_PATCH})
    ResponseEntity<Envelope> change(
            @PathVariable String businessAndLocation,
            @RequestHeader(name = RequestedPlace.BUSINESS, required = false) @Nullable String business,
            @RequestHeader(name = RequestedPlace.LOCATION, required = false) @Nullable String location,
            @RequestHeader(name = TYPE, required = false) @Nullable String type,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            Precondition precondition,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType content,
            @RequestParam(required = false) @Nullable String id,
            @RequestBody byte[] body,
            Caller caller) {
        Supplier<Target> target =
                () -> target(new Addressed(businessAndLocation, business, location, type), id, caller);
        Conditions conditions = new Conditions(key, precondition);
        return written(
                HttpStatus.OK,
                content.isCompatibleWith(MediaType.valueOf(JSON_PATCH))
                        ? requests.jsonPatch(target.get(), body, conditions)
                        : requests.enveloped(target, Verb.PATCH, body, conditions));
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Delete a resource, named by ?id= or in data.id")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = WriteBody.class)))
    @DeleteMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Envelope> delete(
            @PathVariable String businessAndLocation,
            @RequestHeader(name = RequestedPlace.BUSINESS, required = false) @Nullable String business,
            @RequestHeader(name = RequestedPlace.LOCATION, required = false) @Nullable String location,
            @RequestHeader(name = TYPE, required = false) @Nullable String type,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            Precondition precondition,
            @RequestParam(required = false) @Nullable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            Caller caller) {
        Supplier<Target> target =
                () -> target(new Addressed(businessAndLocation, business, location, type), id, caller);
        return written(HttpStatus.OK, requests.enveloped(target, Verb.DELETE, body, new Conditions(key, precondition)));
    }

    private Target target(Addressed to, @Nullable String id, Caller caller) {
        if (to.type() == null || !to.type().matches(ResourceType.PATTERN)) {
            throw new InvalidInput(TYPE, to.type(), ResourceType.PATTERN);
        }
        return new Target(
                places.of(to.name(), to.business(), to.location(), caller),
                new ResourceType(to.type()),
                id == null ? null : WriteRequest.id("?id", id));
    }

    private ResponseEntity<Envelope> written(HttpStatus status, Operation operation) {
        Written written = write.write(operation);
        HttpHeaders headers = new HttpHeaders();
        if (written.outcome().data() != null) {
            headers.setETag("\"" + written.outcome().version() + "\"");
        }
        if (written.outcome().replayed()) {
            headers.set("Idempotency-Replay", "true");
        }
        return new ResponseEntity<>(Envelope.of(written, operation), headers, status);
    }

    private record Addressed(
            String name,
            @Nullable String business,
            @Nullable String location,
            @Nullable String type) {}

    /** Documents the body of the seed's endpoints, which {@link WriteRequest} reads so that numbers keep their size. */
    @Schema(name = "WriteResource")
    record WriteBody(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "the resource; its id in `id`, which only a create may leave out")
            Map<String, Object> data,

            @Schema(
                    pattern = WriteRequest.REQUEST_ID,
                    description = "makes a repetition known; or header Idempotency-Key")
            @Nullable
            String requestId) {}
}
