package dev.concierge.user.erasure;

import dev.concierge.platform.fleet.FleetService;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param services who must have answered before an erasure is complete: all that keep something of guests */
@Validated
@ConfigurationProperties(prefix = "concierge.user.erasure", ignoreUnknownFields = false)
record ErasureSettings(@NotEmpty List<String> services) {
    ErasureSettings {
        services.forEach(FleetService::named);
    }
}
