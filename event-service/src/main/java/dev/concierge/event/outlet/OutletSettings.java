package dev.concierge.event.outlet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param atOnce to how many outlets this process pushes at one time; 0: to none, {@code CONCIERGE_EVENT_OUTLET_AT_ONCE} */
@Validated
@ConfigurationProperties(value = "concierge.event.outlet", ignoreUnknownFields = false)
record OutletSettings(@Min(0) @Max(100) @DefaultValue("16") int atOnce) {}
