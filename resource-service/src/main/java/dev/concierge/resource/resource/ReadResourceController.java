package dev.concierge.resource.resource;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.type.ResourceType;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The seed's reads: one resource by {@code ?id=}, else the list of what is at a place. */
@RestController
class ReadResourceController {
    static final String FILTER = "data.";

    private final RequestedPlace places;
    private final ReadResources resources;
    private final Ids ids;
    private final Clock clock;

    ReadResourceController(RequestedPlace places, ReadResources resources, Ids ids, Clock clock) {
        this.places = places;
        this.resources = resources;
        this.ids = ids;
        this.clock = clock;
    }

    @io.swagger.v3.oas.annotations.Operation(
            summary = "One resource by ?id=, else a list, by type and by plain fields as ?data.<field>=<value>")
    @GetMapping("/resources/{businessAndLocation}")
    ResponseEntity<Object> read(
            @PathVariable String businessAndLocation,
            @RequestHeader(name = RequestedPlace.BUSINESS, required = false) @Nullable String business,
            @RequestHeader(name = RequestedPlace.LOCATION, required = false) @Nullable String location,
            @RequestHeader(name = WriteResourceController.TYPE, required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String id,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            PageRequest page,
            Caller caller) {
        Place place = places.of(businessAndLocation, business, location, caller);
        ResourceType wanted = type == null ? null : WriteRequest.type(WriteResourceController.TYPE, type);
        return id == null
                ? ResponseEntity.ok(
                        resources.page(place, wanted, filter(query), page).map(ResourceView::of))
                : one(place, wanted, WriteRequest.id("?id", id));
    }

    private ResponseEntity<Object> one(Place place, @Nullable ResourceType type, ResourceId id) {
        if (type == null) {
            throw new InvalidInput(WriteResourceController.TYPE, null, "the type of the resource");
        }
        ReadResources.Found found = resources.find(new ResourceKey(place, type, id));
        return ResponseEntity.ok()
                .eTag(String.valueOf(found.resource().version()))
                .body(Envelope.of(found, ids.next().toString(), clock.instant()));
    }

    static Map<String, String> filter(MultiValueMap<String, String> query) {
        Map<String, String> wanted = new LinkedHashMap<>();
        query.toSingleValueMap().forEach((name, value) -> {
            if (name.startsWith(FILTER)) {
                wanted.put(name.substring(FILTER.length()), value);
            }
        });
        return wanted;
    }
}
