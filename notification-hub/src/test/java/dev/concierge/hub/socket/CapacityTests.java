package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One subject cannot spend a pod: the rest of it stays for others. */
class CapacityTests {
    private static final int MAX = 2_000;
    private static final int TRIED = 6_100;
    private static final String JOIN = "[\"1\",\"1\",\"users:ada\",\"phx_join\",{}]";

    @Test
    void refusesWhatOneTokenOpensBeyondItsShareWhileOthersLive() throws Exception {
        List<RawSocket> opened = new ArrayList<>();
        try (LocalHub hub = new LocalHub()) {
            hub.settings().max(MAX).open();
            try (WireClient other = WireClient.open(hub.uri("token=another&vsn=2.0.0"))) {
                other.send(JOIN).next();
                int refused = 0;
                for (int at = 0; at < TRIED; at++) {
                    RawSocket socket = hub.raw("token=good&vsn=2.0.0");
                    if (socket.status() == 101) {
                        opened.add(socket);
                    } else {
                        assertThat(socket.status()).isEqualTo(503);
                        socket.close();
                        refused++;
                    }
                }
                assertThat(opened).hasSize(MAX / 2);
                assertThat(refused).isEqualTo(TRIED - MAX / 2);
                assertThat(hub.count("hub.sockets.refused", "capacity")).isEqualTo(refused);
                hub.broadcast("users:ada", "notification", "{\"n\":1}");
                assertThat(other.next().at("/4/n").asInt()).isEqualTo(1);
                try (WireClient late = WireClient.open(hub.uri("token=another&vsn=2.0.0"))) {
                    assertThat(late.send(JOIN).next().at("/4/status").asString())
                            .isEqualTo("ok");
                }
            }
            opened.removeLast().close();
            await().until(() -> hub.count() == MAX / 2 - 1);
            try (RawSocket again = hub.raw("token=good&vsn=2.0.0")) {
                assertThat(again.status()).isEqualTo(101);
            }
        } finally {
            opened.forEach(RawSocket::close);
        }
    }
}
