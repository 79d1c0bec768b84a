package dev.concierge.hub.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.channel.Since;
import dev.concierge.hub.live.History.Missed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTests {
    private static final int PAYLOAD = 700;
    private static final int MEMORY = 10_000;
    private static final String PADDING = "x".repeat(PAYLOAD);

    private final History history = new History(MEMORY);

    HistoryTests() {
        history.begin("e1", List.of(9L));
    }

    @Test
    void knowsWhatAClientMissed() {
        add(10, "users:ada");
        add(11, "users:bob");
        add(12, "users:ada");
        assertThat(offsets(missed(new Since("e1", 9), 12))).containsExactly(10L, 12L);
        assertThat(offsets(missed(new Since("e1", 10), 12))).containsExactly(12L);
        assertThat(offsets(missed(new Since("e1", 12), 12))).isEmpty();
    }

    @Test
    void leavesOutWhatTheSubscriptionWillBring() {
        add(10, "users:ada");
        add(11, "users:ada");
        assertThat(offsets(missed(new Since("e1", 9), 10))).containsExactly(10L);
    }

    @Test
    void neverPretendsToKnowWhatItHasForgotten() {
        for (int offset = 10; offset < 40; offset++) {
            add(offset, "users:ada");
        }
        Missed missed = missed(new Since("e1", 10), 39);
        assertThat(missed).isInstanceOf(Missed.Older.class);
        long upTo = ((Missed.Older) missed).upTo();
        assertThat(upTo).isBetween(20L, 38L);
        assertThat(offsets(missed(new Since("e1", upTo), 39))).hasSize((int) (39 - upTo));
        assertThat(missed(new Since("e1", 8), 39)).isInstanceOf(Missed.Older.class);
    }

    @Test
    void aBusyPartitionTakesWhatOthersLeaveAndGivesItBack() {
        history.begin("e2", List.of(-1L, -1L));
        String busy = topicOf(0);
        String quiet = topicOf(1);
        int fits = MEMORY / (PAYLOAD + 400);
        for (int offset = 0; offset < fits; offset++) {
            history.add(broadcast("busy-" + offset, offset, busy));
        }
        assertThat(history.missed(busy, new Since("e2", -1), fits))
                .as("all that the memory holds")
                .isInstanceOf(Missed.All.class);
        history.add(broadcast("quiet", 0, quiet));
        history.add(broadcast("busy-last", fits, busy));
        assertThat(offsets(history.missed(quiet, new Since("e2", -1), 0))).containsExactly(0L);
        for (int offset = fits + 1; offset < 2 * fits; offset++) {
            history.add(broadcast("busy-" + offset, offset, busy));
        }
        assertThat(history.missed(busy, new Since("e2", -1), 2L * fits)).isInstanceOf(Missed.Older.class);
        assertThat(offsets(history.missed(quiet, new Since("e2", -1), 0))).containsExactly(0L);
    }

    private String topicOf(int partition) {
        return IntStream.range(0, 100)
                .mapToObj(at -> "users:" + at)
                .filter(topic -> history.partition(topic) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anotherEpochSaysNothing() {
        add(10, "users:ada");
        assertThat(missed(new Since("e0", 9), 10)).isEqualTo(new Missed.Some(List.of()));
    }

    @Test
    void pretendsNothingToAClientThatHasSeenMore() {
        add(10, "users:ada");
        assertThat(missed(new Since("e1", 11), 10)).isEqualTo(new Missed.Ahead());
        assertThat(missed(new Since("e1", 1_000_000), 10)).isEqualTo(new Missed.Ahead());
        assertThat(missed(new Since("e1", 10), 9)).as("read, and not shown yet").isEqualTo(new Missed.Ahead());
        assertThat(missed(new Since("e1", 10), 10)).isEqualTo(new Missed.All(List.of()));
    }

    @Test
    void givesWhatThereIsToAClientThatHasSeenNothing() {
        add(10, "users:ada");
        Missed missed = missed(new Since(null, -1), 10);
        assertThat(missed).isInstanceOf(Missed.Some.class);
        assertThat(offsets(missed)).containsExactly(10L);
    }

    @Test
    void knowsAMessageThatWasPublishedTwice() {
        assertThat(history.add(broadcast("a", 10, "users:ada"))).isTrue();
        assertThat(history.add(broadcast("a", 10, "users:ada")))
                .as("read again")
                .isTrue();
        assertThat(history.add(broadcast("a", 11, "users:ada"))).isFalse();
        assertThat(offsets(missed(new Since("e1", 9), 11))).containsExactly(10L);
    }

    private void add(long offset, String topic) {
        history.add(broadcast("id-" + offset, offset, topic));
    }

    private Missed missed(Since since, long position) {
        return history.missed("users:ada", since, position);
    }

    private Broadcast broadcast(String id, long offset, String topic) {
        byte[] payload = ("{\"p\":\"" + PADDING + "\"}").getBytes(StandardCharsets.UTF_8);
        return new Broadcast(id, Instant.EPOCH, history.partition(topic), offset, topic, "notification", null, payload);
    }

    private static List<Long> offsets(Missed missed) {
        List<Broadcast> broadcasts = switch (missed) {
            case Missed.All(List<Broadcast> all) -> all;
            case Missed.Some(List<Broadcast> some) -> some;
            case Missed.Ahead _, Missed.Older _ -> throw new AssertionError(missed);
        };
        return broadcasts.stream().map(Broadcast::offset).toList();
    }
}
