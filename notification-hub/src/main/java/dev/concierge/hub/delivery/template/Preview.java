package dev.concierge.hub.delivery.template;

import dev.concierge.platform.input.JsonSize;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * With whom and what a message is looked at.
 *
 * @param user fields that differ from the sample guest's; null for one that is not known
 * @param profile in place of the sample guest's
 */
public record Preview(
        @Nullable Integer version,
        @Nullable @Size(max = 35) String locale,
        @Nullable @JsonSize JsonNode user,
        @Nullable @JsonSize JsonNode profile,
        @Nullable @JsonSize JsonNode data) {}
