package dev.concierge.resource.directory;

import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.message.Ids;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/businesses/{business}/locations")
class LocationController {
    private final AddLocation addLocation;
    private final Directory directory;
    private final Idempotency idempotency;
    private final Ids ids;

    LocationController(AddLocation addLocation, Directory directory, Idempotency idempotency, Ids ids) {
        this.addLocation = addLocation;
        this.directory = directory;
        this.idempotency = idempotency;
        this.ids = ids;
    }

    @Operation(summary = "Add a location to a business")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<LocationView> add(
            @PathVariable String business,
            @Valid @RequestBody CreateLocation body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Location location = body.in(visible(business, caller));
        Idempotency.Answer answer = idempotency.once(caller.subject(), key, location, () -> {
            addLocation.add(location);
            return ids.next();
        });
        return ResponseEntity.created(URI.create("/businesses/" + business + "/locations/" + location.id()))
                .headers(answer.headers())
                .body(LocationView.of(location));
    }

    @Operation(summary = "List the locations of a business")
    @GetMapping
    Page<LocationView> list(@PathVariable String business, PageRequest page, Caller caller) {
        return Page.of(
                        directory.locations(visible(business, caller), page.after(Function.identity()), page.limit()),
                        page.limit(),
                        last -> Cursor.of(last.id()))
                .map(LocationView::of);
    }

    @Operation(summary = "Read a location")
    @GetMapping("/{location}")
    LocationView read(@PathVariable String business, @PathVariable String location, Caller caller) {
        BusinessId owner = visible(business, caller);
        return directory
                .location(owner, location)
                .map(LocationView::of)
                .orElseThrow(() -> new LocationNotFound(owner, location));
    }

    private BusinessId visible(String business, Caller caller) {
        Tenants.of(caller).require(business);
        return directory.business(business).map(Business::id).orElseThrow(() -> new BusinessNotFound(business));
    }
}
