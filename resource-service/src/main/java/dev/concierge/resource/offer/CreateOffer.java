package dev.concierge.resource.offer;

import dev.concierge.resource.directory.BusinessId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Adds an offer.
 *
 * @param zone the clock that its times go by; the location's unless given
 */
record CreateOffer(
        @NotNull @Pattern(regexp = BusinessId.PATTERN) String businessId,
        @NotNull @Pattern(regexp = BusinessId.PATTERN) String locationId,

        @Nullable @Schema(type = "string", example = "Europe/Berlin")
        ZoneId zone,

        @NotNull @Valid OfferTerms terms) {}
