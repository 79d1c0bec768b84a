package dev.concierge.resource.directory;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.resource.directory.BusinessTopic.BusinessErased;
import dev.concierge.resource.directory.BusinessTopic.LocationErased;
import java.time.ZoneId;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Renames, closes, opens and erases. Ids never change: paths, channels and keys hold them. */
@Component
public class ChangeTenants {
    private final Businesses businesses;
    private final Locations locations;
    private final Directory directory;
    private final Effects effects;
    private final Outbox outbox;
    private final Ids ids;

    ChangeTenants(
            Businesses businesses, Locations locations, Directory directory, Effects effects, Outbox outbox, Ids ids) {
        this.businesses = businesses;
        this.locations = locations;
        this.directory = directory;
        this.effects = effects;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Transactional
    Business change(BusinessId id, ChangeTenant change, Precondition precondition) {
        Business business = locked(id, precondition);
        business.change(
                Objects.requireNonNullElse(change.name(), business.name()),
                zone(change, business.zone()),
                Objects.requireNonNullElse(change.closed(), business.isClosed()));
        directory.forget(id);
        return business;
    }

    @Transactional
    Location change(Place place, ChangeTenant change, Precondition precondition) {
        Location location = locked(place, precondition);
        location.change(
                Objects.requireNonNullElse(change.name(), location.name()),
                zone(change, location.zone()),
                Objects.requireNonNullElse(change.closed(), location.isClosed()));
        directory.forget(place.business());
        return location;
    }

    @Transactional
    Business erase(BusinessId id, Precondition precondition) {
        Business business = locked(id, precondition);
        business.erase();
        request(new EraseRequested(id.value(), null));
        return business;
    }

    @Transactional
    Location erase(Place place, Precondition precondition) {
        Location location = locked(place, precondition);
        location.erase();
        request(new EraseRequested(place.business().value(), place.location().value()));
        return location;
    }

    /**
     * Takes a business, or a location, out of the directory once nothing of it is left, and tells whoever keeps something
     * open for it; its names stay given.
     */
    @Transactional
    public void forgetErased(EraseRequested erased) {
        erased.place().ifPresentOrElse(this::forget, () -> {
            locations.findByPlaceBusiness(erased.business()).forEach(location -> forget(location.place()));
            businesses.deleteById(erased.business());
            outbox.append(
                    BusinessTopic.NAME,
                    erased.businessId(),
                    BusinessErased.TYPE,
                    new BusinessErased(erased.businessId()));
        });
        directory.forget(erased.business());
    }

    private void forget(Place place) {
        String business = place.business().value();
        locations.deleteById(place);
        outbox.append(
                BusinessTopic.NAME,
                business,
                LocationErased.TYPE,
                new LocationErased(business, place.location().value()));
    }

    private void request(EraseRequested erase) {
        effects.request(ids.next(), EraseRequested.KIND, erase.businessId(), erase);
        directory.forget(erase.business());
    }

    private static ZoneId zone(ChangeTenant change, ZoneId current) {
        return change.zone() == null ? current : Zones.parsed(change.zone());
    }

    private Business locked(BusinessId id, Precondition precondition) {
        Business business = businesses.findForChangeById(id).orElseThrow(() -> new BusinessNotFound(id.value()));
        precondition.check(BusinessView.of(business));
        return business;
    }

    private Location locked(Place place, Precondition precondition) {
        Location location = locations.findForChangeByPlace(place).orElseThrow(() -> new LocationNotFound(place));
        precondition.check(LocationView.of(location));
        return location;
    }
}
