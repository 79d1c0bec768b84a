package dev.concierge.resource.directory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

record CreateBusiness(
        @NotNull @Pattern(regexp = BusinessId.PATTERN) String businessId,
        @NotBlank @Size(max = 200) String name,
        @NotBlank String zone) {
    Business business() {
        return new Business(new BusinessId(businessId), name, Zones.parsed(zone));
    }
}
