package dev.concierge.curator.curation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** What user-service offers. */
interface Profiles {
    @GetExchange("/profiles/{guest}")
    Persona find(@PathVariable String guest);

    /** What we read of a guest's profile. */
    record Persona(@Nullable Map<String, Double> affinities) {}
}
