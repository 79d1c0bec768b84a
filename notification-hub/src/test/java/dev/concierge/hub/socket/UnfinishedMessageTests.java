package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Who sends a message and never its end costs a bounded amount of memory, however many do, and nobody else a message. */
class UnfinishedMessageTests {
    private static final int CLIENTS = 60;
    private static final byte[] LARGE = new byte[60_000];
    private static final byte[] HEARTBEAT =
            RawSocket.masked(0x81, "[null,\"9\",\"phoenix\",\"heartbeat\",{}]".getBytes(StandardCharsets.US_ASCII));
    private static final DataSize OF_ALL = DataSize.ofMegabytes(1);

    private final LocalHub hub = new LocalHub();
    private final List<RawSocket> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(RawSocket::close);
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a frame", "a fragment"})
    void holdsNoMoreOfUnfinishedMessagesThanItsRoom(String what) {
        byte[] half = what.equals("a frame")
                ? Arrays.copyOf(RawSocket.masked(0x81, LARGE), LARGE.length)
                : RawSocket.masked(0x01, LARGE);
        hub.settings().unfinished(OF_ALL).open();
        RawSocket bystander = opened();
        bystander.write(Arrays.copyOf(HEARTBEAT, 5));
        await().until(() -> hub.unfinished() > 0);
        long mostHeld = 0;
        for (int at = 0; at < CLIENTS; at++) {
            opened().write(half);
            mostHeld = Math.max(mostHeld, hub.unfinished());
        }
        assertThat(mostHeld).isLessThan(2 * OF_ALL.toBytes());
        await().until(() -> hub.unfinished() <= OF_ALL.toBytes());
        assertThat(hub.count("hub.sockets.closed", "unfinished")).isPositive();
        bystander.write(Arrays.copyOfRange(HEARTBEAT, 5, HEARTBEAT.length));
        assertThat(bystander.next()).contains("\"9\"");
    }

    @Test
    void saysWhyItLetsGoAndForgetsWhatItHeld() {
        hub.settings().unfinished(DataSize.ofKilobytes(32)).open();
        RawSocket socket = opened();
        socket.write(RawSocket.masked(0x01, new byte[20_000]));
        assertThat(socket.closeCode()).isEqualTo(1013);
        await().until(() -> hub.count() == 0);
        assertThat(hub.unfinished()).isZero();
    }

    @Test
    void forgetsWhatWasHeldOnceAMessageIsWhole() {
        RawSocket socket = opened();
        for (int at = 0; at < HEARTBEAT.length; at++) {
            socket.write(new byte[] {HEARTBEAT[at]});
        }
        assertThat(socket.next()).contains("\"9\"");
        await().until(() -> hub.unfinished() == 0);
    }

    private RawSocket opened() {
        RawSocket socket = hub.raw("token=good&vsn=2.0.0");
        assertThat(socket.status()).isEqualTo(101);
        opened.add(socket);
        return socket;
    }
}
