package dev.concierge.resource.directory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

record CreateLocation(
        @NotNull @Pattern(regexp = BusinessId.PATTERN) String locationId,
        @NotBlank @Size(max = 200) String name,
        @NotBlank String zone) {
    Location in(BusinessId business) {
        return new Location(business, new LocationId(locationId), name, Zones.parsed(zone));
    }
}
