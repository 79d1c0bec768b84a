package dev.concierge.resource.resource;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.directory.Tenants;
import dev.concierge.resource.resource.WriteRequest.Conditions;
import dev.concierge.resource.resource.WriteRequest.Target;
import dev.concierge.resource.resource.WriteResource.Written;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
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
import tools.jackson.databind.JsonNode;

/** The same resources under paths that say each part by itself; bodies and answers are the data alone. */
@RestController
@RequestMapping("/businesses/{business}/locations/{location}/resources")
class TwinResourceController {
    private final WriteRequest requests;
    private final WriteResource write;
    private final ReadResources resources;

    TwinResourceController(WriteRequest requests, WriteResource write, ReadResources resources) {
        this.requests = requests;
        this.write = write;
        this.resources = resources;
    }

    @io.swagger.v3.oas.annotations.Operation(
            summary = "List what is at a location, by plain fields as ?data.<field>=<value>")
    @GetMapping
    Page<ResourceView> list(
            @PathVariable String business,
            @PathVariable String location,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            PageRequest page,
            Caller caller) {
        return resources
                .page(place(business, location, caller), null, ReadResourceController.filter(query), page)
                .map(ResourceView::of);
    }

    @io.swagger.v3.oas.annotations.Operation(
            summary = "List a location's resources of one type, by plain fields as ?data.<field>=<value>")
    @GetMapping("/{type}")
    Page<ResourceView> list(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String type,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            PageRequest page,
            Caller caller) {
        return resources
                .page(
                        place(business, location, caller),
                        WriteRequest.type("type", type),
                        ReadResourceController.filter(query),
                        page)
                .map(ResourceView::of);
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Read a resource")
    @GetMapping("/{type}/{id}")
    ResponseEntity<ResourceView> read(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String type,
            @PathVariable String id,
            Caller caller) {
        Resource resource = resources
                .find(new ResourceKey(
                        place(business, location, caller), WriteRequest.type("type", type), WriteRequest.id("id", id)))
                .resource();
        return ResponseEntity.ok().eTag(String.valueOf(resource.version())).body(ResourceView.of(resource));
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Create a resource from its data")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = "object")))
    @PostMapping(path = "/{type}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<JsonNode> create(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String type,
            @RequestHeader(name = WriteResourceController.KEY, required = false) @Nullable String key,
            @RequestBody byte[] body,
            Caller caller) {
        Target target = new Target(place(business, location, caller), WriteRequest.type("type", type), null);
        Written written = write.write(requests.bare(target, Verb.CREATE, body, new Conditions(key, Precondition.NONE)));
        URI at = URI.create("/businesses/" + business + "/locations/" + location + "/resources/" + type + "/"
                + written.outcome().key().id());
        return ResponseEntity.created(at)
                .headers(headers(written))
                .body(written.outcome().data());
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Replace a resource's data")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = "object")))
    @PutMapping(path = "/{type}/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JsonNode> replace(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String type,
            @PathVariable String id,
            @RequestHeader(name = WriteResourceController.KEY, required = false) @Nullable String key,
            Precondition precondition,
            @RequestBody byte[] body,
            Caller caller) {
        return answer(requests.bare(
                target(business, location, type, id, caller), Verb.UPDATE, body, new Conditions(key, precondition)));
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Change a resource's data by merge patch or JSON Patch")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
                @Content(mediaType = WriteResourceController.MERGE_PATCH, schema = @Schema(type = "object")),
                @Content(
                        mediaType = WriteResourceController.JSON_PATCH,
                        schema = @Schema(type = "array", implementation = Object.class))
            })
    @PatchMapping(
            path = "/{type}/{id}",
            consumes = {
                MediaType.APPLICATION_JSON_VALUE,
                WriteResourceController.MERGE_PATCH,
                WriteResourceController.JSON_PATCH
            })
    ResponseEntity<JsonNode> change(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String type,
            @PathVariable String id,
            @RequestHeader(name = WriteResourceController.KEY, required = false) @Nullable String key,
            Precondition precondition,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType content,
            @RequestBody byte[] body,
            Caller caller) {
        Target target = target(business, location, type, id, caller);
        Conditions conditions = new Conditions(key, precondition);
        return answer(
                content.isCompatibleWith(MediaType.valueOf(WriteResourceController.JSON_PATCH))
                        ? requests.jsonPatch(target, body, conditions)
                        : requests.bare(target, Verb.PATCH, body, conditions));
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Delete a resource")
    @DeleteMapping("/{type}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> delete(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String type,
            @PathVariable String id,
            @RequestHeader(name = WriteResourceController.KEY, required = false) @Nullable String key,
            Precondition precondition,
            Caller caller) {
        Written written = write.write(requests.bare(
                target(business, location, type, id, caller), Verb.DELETE, null, new Conditions(key, precondition)));
        return ResponseEntity.noContent().headers(replay(written)).build();
    }

    private ResponseEntity<JsonNode> answer(Operation operation) {
        Written written = write.write(operation);
        return ResponseEntity.ok()
                .headers(headers(written))
                .body(written.outcome().data());
    }

    private static HttpHeaders headers(Written written) {
        HttpHeaders headers = replay(written);
        headers.setETag("\"" + written.outcome().version() + "\"");
        return headers;
    }

    private static HttpHeaders replay(Written written) {
        HttpHeaders headers = new HttpHeaders();
        if (written.outcome().replayed()) {
            headers.set("Idempotency-Replay", "true");
        }
        return headers;
    }

    private static Target target(String business, String location, String type, String id, Caller caller) {
        return new Target(
                place(business, location, caller), WriteRequest.type("type", type), WriteRequest.id("id", id));
    }

    private static Place place(String business, String location, Caller caller) {
        Place place = new Place(
                WriteRequest.named("business", business, BusinessId.PATTERN, BusinessId::new),
                WriteRequest.named("location", location, BusinessId.PATTERN, LocationId::new));
        Tenants.of(caller).require(place.business());
        return place;
    }
}
