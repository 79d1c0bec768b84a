package dev.concierge.resource.directory;

import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Audited
@RequestMapping("/businesses/{business}/locations")
class LocationController {
    private final AddTenants addTenants;
    private final ChangeTenants changeTenants;
    private final Businesses businesses;
    private final Locations locations;
    private final Idempotency idempotency;
    private final Ids ids;

    LocationController(
            AddTenants addTenants,
            ChangeTenants changeTenants,
            Businesses businesses,
            Locations locations,
            Idempotency idempotency,
            Ids ids) {
        this.addTenants = addTenants;
        this.changeTenants = changeTenants;
        this.businesses = businesses;
        this.locations = locations;
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
        Place place = new Place(visible(business, caller), new LocationId(body.locationId()));
        ZoneId zone = Zones.parsed(body.zone());
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, List.of(place, body), () -> {
            addTenants.add(place, body.name(), zone);
            return ids.next();
        });
        Location location = found(place);
        return ResponseEntity.created(URI.create("/businesses/" + business + "/locations/" + place.location()))
                .headers(answer.headers())
                .body(LocationView.of(location));
    }

    @Operation(summary = "List the locations of a business")
    @GetMapping
    Page<LocationView> list(@PathVariable String business, PageRequest page, Caller caller) {
        String after = page.after(Function.identity());
        return Page.of(
                        locations.findByPlaceBusinessAndPlaceLocationValueGreaterThanOrderByPlaceLocationValue(
                                visible(business, caller), after == null ? "" : after, Limit.of(page.limit() + 1)),
                        page,
                        last -> Cursor.of(last.place().location()))
                .map(LocationView::of);
    }

    @Operation(summary = "Read a location")
    @GetMapping("/{location}")
    LocationView read(@PathVariable String business, @PathVariable String location, Caller caller) {
        return LocationView.of(found(place(business, location, caller)));
    }

    @Operation(summary = "Rename, close or open a location, or change its time zone")
    @PatchMapping(
            path = "/{location}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, BusinessController.MERGE_PATCH})
    LocationView change(
            @PathVariable String business,
            @PathVariable String location,
            @Valid @RequestBody ChangeTenant body,
            Precondition precondition,
            Caller caller) {
        return LocationView.of(changeTenants.change(place(business, location, caller), body, precondition));
    }

    @Operation(summary = "Erase a location with all that is there; its id is never given again")
    @DeleteMapping("/{location}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    LocationView erase(
            @PathVariable String business, @PathVariable String location, Precondition precondition, Caller caller) {
        return LocationView.of(changeTenants.erase(place(business, location, caller), precondition));
    }

    private Place place(String business, String location, Caller caller) {
        return new Place(visible(business, caller), Paths.location(business, location));
    }

    private BusinessId visible(String business, Caller caller) {
        BusinessId id = Paths.business(business);
        Tenants.of(caller).require(id);
        return businesses.findById(id).map(Business::id).orElseThrow(() -> new BusinessNotFound(business));
    }

    private Location found(Place place) {
        return locations.findById(place).orElseThrow(() -> new LocationNotFound(place));
    }

    record CreateLocation(
            @NotNull @Pattern(regexp = BusinessId.PATTERN) String locationId,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Schema(example = "Europe/Berlin") String zone) {}
}
