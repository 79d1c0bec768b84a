package dev.concierge.user.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IssueLimitTests {
    @Test
    void nobodyWaitsLongerThanAllowed() {
        IssueLimit limit = new IssueLimit(1, 1, Duration.ofMillis(20));
        assertThat(limit.tryEnter()).isTrue();

        assertThatThrownBy(() -> limit.within(() -> "token")).isInstanceOf(IssuerBusy.class);

        limit.leave();
        assertThat(limit.within(() -> "token")).isEqualTo("token");
    }

    @Test
    void whoWaitsGetsInWhenSomeoneLeaves() {
        IssueLimit limit = new IssueLimit(1, 1, Duration.ofMinutes(1));
        assertThat(limit.tryEnter()).isTrue();
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> limit.within(() -> "token"));

        // one may wait; with it there, the next is turned away at once
        await().until(() -> !limit.hasRoomToWait());
        assertThat(limit.tryEnter()).isFalse();

        limit.leave();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("token");
    }

    @Test
    void aFailureLeavesToo() {
        IssueLimit limit = new IssueLimit(1, 1, Duration.ofMillis(20));

        assertThatThrownBy(() -> limit.within(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(limit.tryEnter()).isTrue();
    }
}
