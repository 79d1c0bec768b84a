package dev.concierge.user.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.token.IssueLimit.Turn;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IssueLimitTests {
    private final IssueLimit impatient = new IssueLimit(1, 1, 2, Duration.ofMillis(20));

    @Test
    void nobodyWaitsLongerThanAllowed() {
        Turn turn = impatient.enter("a").orElseThrow();

        assertThatThrownBy(() -> impatient.within("b", () -> "token")).isInstanceOf(IssueLimit.IssuerBusy.class);

        turn.close();
        assertThat(impatient.within("b", () -> "token")).isEqualTo("token");
    }

    @Test
    void whoWaitsGetsInWhenSomeoneLeaves() {
        IssueLimit limit = new IssueLimit(1, 1, 2, Duration.ofMinutes(1));
        Turn turn = limit.enter("a").orElseThrow();
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> limit.within("b", () -> "token"));

        turn.close();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("token");
    }

    /** The rest of the places is for others, however many one caller would fill. */
    @Test
    void oneCallerFillsItsShareAlone() {
        IssueLimit limit = new IssueLimit(2, 8, 1, Duration.ofMinutes(1));
        Turn flooding = limit.enter("flooding").orElseThrow();

        for (int i = 0; i < 100; i++) {
            assertThat(limit.enter("flooding")).isEmpty();
        }

        assertThat(limit.within("bystander", () -> "token")).isEqualTo("token");
        flooding.close();
        await().untilAsserted(() -> assertThat(limit.enter("flooding")).isPresent());
    }

    @Test
    void aFailureLeavesToo() {
        assertThatThrownBy(() -> impatient.within("a", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(impatient.enter("a")).isPresent();
    }
}
