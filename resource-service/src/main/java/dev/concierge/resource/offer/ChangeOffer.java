package dev.concierge.resource.offer;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Replaces an offer's terms; what is booked stays as it was booked.
 *
 * @param zone as it is unless given
 */
record ChangeOffer(
        @Nullable @Schema(type = "string", example = "Europe/Berlin")
        ZoneId zone,

        @NotNull @Valid OfferTerms terms) {}
