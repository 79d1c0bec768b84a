package dev.concierge.event.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LossesTests {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** Who watches for a jump must find the number from before it. */
    @Test
    void reasonsOfOurOwnAreCountedFromZero() {
        Losses _ = new Losses(JdbcClient.create(new DriverManagerDataSource()), meters);

        assertThat(meters.get("event.lost").counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero())
                .extracting(counter -> counter.getId().getTag("reason"))
                .containsExactlyInAnyOrder("repeated", "erased-guest", "reserved-name", "parked");
    }
}
