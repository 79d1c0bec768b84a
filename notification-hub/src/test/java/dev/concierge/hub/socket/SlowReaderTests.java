package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    private static final String HEARTBEAT = "[null,\"9\",\"phoenix\",\"heartbeat\",{}]";
    private static final String ASKED =
            "[\"1\",\"2\",\"users:ada\",\"ping\",{\"text\":\"" + "x".repeat(60_000) + "\"}]";
    /** What a client may send in ten seconds, nearly. */
    private static final int PUSHES = 900;
    /** What the network takes beside what waits, and the frame that was too much. */
    private static final long SLACK = DataSize.ofKilobytes(256).toBytes();

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

    /** No broadcast comes that would find it too slow. */
    @ParameterizedTest(name = "{0} MB for one, {1} MB for all")
    @CsvSource({"1, 64", "64, 8"})
    void whoAsksAndNeverReadsCostsNoMoreThanItsRoom(int ofOne, int ofAll) {
        hub.settings()
                .queued(DataSize.ofMegabytes(ofOne), DataSize.ofMegabytes(ofAll))
                .open();
        RawSocket sleeper = sleepers(1, _ -> "users:ada").getFirst();
        long mostHeld = 0;
        for (int at = 0; at < PUSHES && hub.count("hub.sockets.closed", "too_slow") == 0; at++) {
            push(sleeper, ASKED);
            mostHeld = Math.max(mostHeld, hub.held());
        }
        assertThat(hub.count("hub.sockets.closed", "too_slow")).isOne();
        long room = DataSize.ofMegabytes(Math.min(ofOne, ofAll / 2)).toBytes(); // of two loops
        assertThat(mostHeld).isLessThan(room + SLACK);
        await().until(() -> hub.count() == 0 && hub.held() == 0);
    }

    @Test
    void whoDoesNotReadGetsNoPongs() {
        hub.settings().queued(OF_ONE, OF_ALL).open();
        RawSocket sleeper = sleepers(1, _ -> "users:ada").getFirst();
        while (hub.held() < SLACK) {
            hub.broadcast("users:ada", "notification", LARGE);
        }
        sleeper.frame(0x89, "are you there");
        sleeper.frame(0x81, HEARTBEAT);
        String heard = sleeper.next();
        while (!heard.contains("\"9\"")) {
            assertThat(heard).contains("notification");
            heard = sleeper.next();
        }
        sleeper.frame(0x89, "and now");
        assertThat(sleeper.next()).isEqualTo("and now");
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

    private List<RawSocket> sleepers(int count, IntFunction<String> topic) {
        List<RawSocket> sleepers = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            RawSocket sleeper = hub.sleeper();
            opened.add(sleeper);
            sleepers.add(sleeper);
            sleeper.frame(0x81, JOIN.replace("users:ada", topic.apply(at)));
            assertThat(sleeper.next()).contains("\"ok\"");
        }
        return sleepers;
    }

    /** It may be cut off already. */
    private static void push(RawSocket socket, String frame) {
        try {
            socket.frame(0x81, frame);
        } catch (UncheckedIOException cutOff) {
            assertThat(cutOff.getCause()).isInstanceOf(SocketException.class);
        }
    }
}
