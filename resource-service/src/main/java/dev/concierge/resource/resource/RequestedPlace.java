package dev.concierge.resource.resource;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.directory.Tenants;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which place a path with a joined name means: what the headers say, else what the directory knows. Nobody splits it. */
@Component
class RequestedPlace {
    static final String BUSINESS = "X-Business-ID";
    static final String LOCATION = "X-Location-ID";

    private final Directory directory;

    RequestedPlace(Directory directory) {
        this.directory = directory;
    }

    Place of(String joined, @Nullable String business, @Nullable String location, Caller caller) {
        Place place = business == null && location == null
                ? directory
                        .named(joined)
                        .filter(found -> Tenants.of(caller).include(found.business()))
                        .orElseThrow(() -> unknown(joined))
                : named(joined, business, location);
        Tenants.of(caller).require(place.business());
        return place;
    }

    private static Place named(String joined, @Nullable String business, @Nullable String location) {
        List<FieldError> errors = new ArrayList<>();
        check(BUSINESS, business, errors);
        check(LOCATION, location, errors);
        if (!errors.isEmpty() || business == null || location == null) {
            throw new InvalidInput(errors);
        }
        Place place = new Place(new BusinessId(business), new LocationId(location));
        if (!place.joined().equals(joined)) {
            throw new InvalidInput(
                    "{businessAndLocation}", joined + " (expected: " + place.joined() + ", as the headers say)");
        }
        return place;
    }

    private static void check(String header, @Nullable String value, List<FieldError> errors) {
        if (value == null) {
            errors.add(
                    new FieldError(header, "missing (expected: both " + BUSINESS + " and " + LOCATION + ", or none)"));
        } else if (!value.matches(BusinessId.PATTERN)) {
            errors.add(new FieldError(header, value + " (expected: " + BusinessId.PATTERN + ")"));
        }
    }

    private static InvalidInput unknown(String joined) {
        return new InvalidInput(
                "{businessAndLocation}",
                joined + " (expected: the name of a location in the directory, or the headers " + BUSINESS + " and "
                        + LOCATION + ")");
    }
}
