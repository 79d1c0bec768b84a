package dev.concierge.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DependencyFlowTests extends UserServiceFlow {
    @Autowired
    private MeterRegistry meters;

    /** It keeps the list of revoked tokens itself. */
    @Test
    void theIssuerDoesNotLeanOnAnIssuer() {
        assertThat(meters.get("dependency.up").gauges())
                .extracting(gauge -> gauge.getId().getTag("dependency"))
                .containsExactlyInAnyOrder("broker", "database", "redis");
    }
}
