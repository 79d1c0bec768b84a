package dev.concierge.resource.unit;

import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.directory.Places;
import dev.concierge.resource.tenant.TenantTransactions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Audited
@RequestMapping("/businesses/{business}/locations/{location}/units")
class UnitController {
    private final TenantTransactions tenants;
    private final Directory directory;
    private final Units units;

    UnitController(TenantTransactions tenants, Directory directory, Units units) {
        this.tenants = tenants;
        this.directory = directory;
        this.units = units;
    }

    @Operation(summary = "List what can be booked at a location")
    @GetMapping
    Page<UnitView> list(@PathVariable String business, @PathVariable String location, PageRequest page, Caller caller) {
        Place place = Places.visible(business, location, caller);
        String after = page.after(Function.identity());
        var _ = directory.find(place); // or there is no such place, which is not one without units
        return Page.of(
                        tenants.read(
                                place.business(),
                                shard -> units.page(shard, place, after == null ? "" : after, page.limit())),
                        page,
                        last -> Cursor.of(last.id()))
                .map(unit -> UnitView.of(place, unit));
    }

    @Operation(summary = "Read a unit")
    @GetMapping("/{unit}")
    UnitView read(
            @PathVariable String business, @PathVariable String location, @PathVariable String unit, Caller caller) {
        Place place = Places.visible(business, location, caller);
        UnitId id = UnitId.named(unit);
        return tenants.read(place.business(), shard -> units.find(shard, place, List.of(id))).stream()
                .findFirst()
                .map(found -> UnitView.of(place, found))
                .orElseThrow(() -> new UnitNotFound(unit));
    }

    @Operation(summary = "Add a unit or change it; its capacity never below what is taken")
    @PutMapping("/{unit}")
    UnitView save(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String unit,
            @Valid @RequestBody SaveUnit body,
            Precondition precondition,
            Caller caller) {
        Place place = Places.visible(business, location, caller);
        UnitId id = UnitId.named(unit);
        return tenants.write(place, shard -> {
            Optional<Unit> before = units.lock(shard, place, id);
            before.map(found -> UnitView.of(place, found))
                    .ifPresentOrElse(precondition::check, precondition::checkAbsent);
            int taken = before.isEmpty() ? 0 : units.highestSeat(shard, place, id);
            if (taken > body.capacity()) {
                throw new UnitInUse(id, "bookings with a capacity of " + taken);
            }
            Unit saved = units.save(shard, place, id, body);
            if (before.isEmpty() && saved.version() > 1) {
                throw new ConcurrencyFailureException("the unit was added by somebody else meanwhile");
            }
            return UnitView.of(place, saved);
        });
    }

    @Operation(summary = "Remove a unit that nothing needs")
    @DeleteMapping("/{unit}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable String business,
            @PathVariable String location,
            @PathVariable String unit,
            Precondition precondition,
            Caller caller) {
        Place place = Places.visible(business, location, caller);
        UnitId id = UnitId.named(unit);
        var _ = directory.find(place); // a write would add it
        boolean _ = tenants.write(place, shard -> {
            Unit before = units.lock(shard, place, id).orElseThrow(() -> new UnitNotFound(unit));
            precondition.check(UnitView.of(place, before));
            if (units.isOffered(shard, place, id)) {
                throw new UnitInUse(id, "an offer");
            }
            if (units.highestSeat(shard, place, id) > 0) {
                throw new UnitInUse(id, "a booking");
            }
            units.remove(shard, place, id);
            return true;
        });
    }

    /** Offers or bookings need it as it is. */
    private static final class UnitInUse extends Fact {
        UnitInUse(UnitId unit, String by) {
            super(Kind.CONFLICT, "unit-in-use", "Unit " + unit + " is needed by " + by + ".");
        }
    }
}
