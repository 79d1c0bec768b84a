package dev.concierge.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeAutoConfigurationTests {
    private final Clock clock = new TimeAutoConfiguration().clock();

    @Test
    void theClockTicksInWhatPostgresKeeps() {
        assertThat(Stream.generate(clock::instant).limit(1_000))
                .extracting(Instant::getNano)
                .allSatisfy(nanos -> assertThat(nanos % 1_000).isZero());
    }
}
