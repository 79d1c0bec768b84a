package dev.concierge.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.process.Keeper.Backoff;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTests {
    @Test
    void doublesUpToHalfAMinute() {
        assertThat(Stream.iterate(Backoff.FIRST, Backoff::next).limit(7).map(Backoff::pause))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void isForgottenAfterACalmMinute() {
        Backoff tired = Backoff.FIRST.next().next();

        assertThat(tired.after(Duration.ofSeconds(59))).isEqualTo(tired);
        assertThat(tired.after(Duration.ofMinutes(1))).isEqualTo(Backoff.FIRST);
    }
}
