package dev.concierge.resource.offer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.concierge.platform.input.JsonSize;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.type.ResourceType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What another service's job needs: an offer, which cannot be booked until it is activated, with the units and resources
 * that are not there yet.
 *
 * @param zone the location's unless given
 * @param units those that are there as described are used, the others made
 * @param resources made anew
 * @param ofGuest whether a guest wants it: then all that it takes comes with it, and nothing that the business has already.
 *     No part of what was asked for ({@code WRITE_ONLY} keeps it out of the hash), so that what jobs under way had asked
 *     before there was such a thing is the same request still.
 */
record OfferRequest(
        @NotNull @Pattern(regexp = BusinessId.PATTERN) String locationId,

        @Nullable @Schema(type = "string", example = "Europe/Berlin")
        ZoneId zone,

        @Nullable @Size(max = 20) List<@Valid @NotNull NeededUnit> units,
        @Nullable @Size(max = 20) List<@Valid @NotNull NeededResource> resources,
        @NotNull @Valid OfferTerms terms,

        @Nullable @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        Boolean ofGuest) {
    OfferRequest {
        units = units == null ? List.of() : units;
        resources = resources == null ? List.of() : resources;
    }

    boolean isOfGuest() {
        return Boolean.TRUE.equals(ofGuest);
    }

    /** @throws InvalidInput naming what does not fit together */
    void check() {
        terms.check("/terms");
        if (isOfGuest()) {
            checkUnits();
        }
    }

    private void checkUnits() {
        Set<String> brought =
                Objects.requireNonNull(units).stream().map(NeededUnit::unitId).collect(Collectors.toSet());
        for (int i = 0; i < terms.requires().size(); i++) {
            List<String> some = terms.requires().get(i).anyOf();
            for (int j = 0; j < some.size(); j++) {
                if (!brought.contains(some.get(j))) {
                    throw new InvalidInput(
                            "/terms/requires/" + i + "/anyOf/" + j, some.get(j), "a unit that comes with the request");
                }
            }
        }
    }

    /** What a booking takes. */
    record NeededUnit(
            @NotNull @Pattern(regexp = BusinessId.PATTERN) String unitId,
            @NotBlank @Size(max = 200) String name,
            @Min(1) @Max(10_000) int capacity) {}

    /** What it is made from; its id comes from the request. */
    record NeededResource(
            @NotNull @Pattern(regexp = ResourceType.PATTERN) String type,

            @NotNull @JsonSize Map<@Size(max = 64) String, @Nullable Object> data) {}
}
