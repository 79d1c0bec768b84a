package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** Subscribers that never read cost a bounded amount of memory, and nobody else a broadcast. */
class SlowReaderTests {
    private static final int SUBSCRIBERS = 100;
    private static final int MOST_BROADCASTS = 2_000;
    private static final int SLEEPERS = 120;
    private static final DataSize OF_ONE = DataSize.ofMegabytes(1);
    private static final DataSize OF_ALL = DataSize.ofMegabytes(8);
    private static final String LARGE = "{\"text\":\"" + "x".repeat(20_000) + "\"}";
    private static final String JOIN = "[\"1\",\"1\",\"users:ada\",\"phx_join\",{}]";

    private final LocalHub hub = new LocalHub();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable client : opened) {
            client.close();
        }
        hub.close();
    }

    @ParameterizedTest(name = "{0} % never read")
    @ValueSource(ints = {1, 10})
    void othersGetEverythingWhileSomeNeverRead(int percent) throws Exception {
        hub.settings().queued(OF_ONE, OF_ALL).open();
        int slow = SUBSCRIBERS * percent / 100;
        List<WireClient> readers = readers(SUBSCRIBERS - slow, "users:ada");
        sleepers(slow, _ -> "users:ada");
        long mostHeld = 0;
        for (int at = 0; at < MOST_BROADCASTS && hub.count() > readers.size(); at++) {
            long offset = hub.broadcast("users:ada", "notification", LARGE);
            for (WireClient reader : readers) {
                assertThat(reader.next().at("/4/offset").asLong()).isEqualTo(offset);
            }
            mostHeld = Math.max(mostHeld, hub.held());
        }
        assertThat(hub.count()).as("sockets that are left").isEqualTo(readers.size());
        assertThat(mostHeld).isLessThan(OF_ALL.toBytes());
        assertThat(hub.count("hub.sockets.closed", "too_slow")).isEqualTo(slow);
        await().until(() -> hub.held() == 0);
    }

    /** Each has a topic of its own, so no frame is shared: without a bound of the pod they would hold 120 MB. */
    @Test
    void holdsNoMoreThanItsRoomHoweverManyDoNotRead() throws Exception {
        hub.settings().queued(OF_ONE, OF_ALL).open();
        WireClient reader = readers(1, "users:reader").getFirst();
        sleepers(SLEEPERS, at -> "users:" + at);
        long mostHeld = 0;
        for (int round = 0; round < MOST_BROADCASTS && hub.count() > 1; round++) {
            for (int at = 0; at < SLEEPERS; at++) {
                hub.broadcast("users:" + at, "notification", LARGE);
            }
            long offset = hub.broadcast("users:reader", "notification", "{}");
            assertThat(reader.next().at("/4/offset").asLong()).isEqualTo(offset);
            mostHeld = Math.max(mostHeld, hub.held());
        }
        assertThat(hub.count()).as("sockets that are left").isOne();
        // one round is beside the room: it may have come since a loop looked last
        assertThat(mostHeld).isLessThan(OF_ALL.toBytes() + (long) SLEEPERS * LARGE.length());
        assertThat(hub.count("hub.sockets.closed", "too_slow")).isEqualTo(SLEEPERS);
    }

    @Test
    void whoWasTooSlowComesBackAndMissesNothing() throws Exception {
        hub.settings().queued(DataSize.ofKilobytes(64), DataSize.ofMegabytes(8)).open();
        JsonNode seen;
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            seen = client.send(JOIN).next().at("/4/response");
        }
        sleepers(1, _ -> "users:ada");
        int sent = 0;
        while (hub.count() > 0) {
            hub.broadcast("users:ada", "notification", "{\"n\":" + sent++ + ",\"text\":\"" + "x".repeat(1_000) + "\"}");
            if (sent % 100 == 0) {
                hub.held(); // lets the loops catch up
            }
        }
        int last = sent - 1;
        // as if it had seen all but the last 20
        String since = "{\"epoch\":\"%s\",\"offset\":%d}"
                .formatted(seen.path("epoch").asString(), seen.path("offset").asLong() + sent - 20);
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            JsonNode reply = client.send("[\"1\",\"1\",\"users:ada\",\"phx_join\",{\"since\":" + since + "}]")
                    .next()
                    .at("/4/response");
            assertThat(reply.path("recovered").asBoolean()).isTrue();
            assertThat(reply.path("messages")
                            .valueStream()
                            .map(message -> message.at("/payload/n").asInt()))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(last - 19, last).boxed().toList());
        }
    }

    private List<WireClient> readers(int count, String topic) throws InterruptedException {
        List<WireClient> readers = Stream.generate(() -> WireClient.open(hub.uri("token=good&vsn=2.0.0")))
                .limit(count)
                .toList();
        opened.addAll(readers);
        for (WireClient reader : readers) {
            reader.send(JOIN.replace("users:ada", topic)).next();
        }
        return readers;
    }

    private void sleepers(int count, IntFunction<String> topic) {
        for (int at = 0; at < count; at++) {
            RawSocket sleeper = hub.sleeper();
            opened.add(sleeper);
            sleeper.frame(0x81, JOIN.replace("users:ada", topic.apply(at)));
            assertThat(sleeper.next()).contains("\"ok\"");
        }
    }
}
