package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

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

    @Test
    void oneTenantsTokensTogetherHaveNoMoreThanItsShare() {
        try (LocalHub hub = new LocalHub()) {
            hub.settings().max(4).open();
            hub.token("reception", Set.of("hotel"));
            hub.token("kitchen", Set.of("hotel", "bar"));
            hub.token("waiter", Set.of("bar"));
            try (RawSocket reception = hub.raw("token=reception&vsn=2.0.0");
                    RawSocket kitchen = hub.raw("token=kitchen&vsn=2.0.0");
                    RawSocket another = hub.raw("token=reception&vsn=2.0.0");
                    RawSocket waiter = hub.raw("token=waiter&vsn=2.0.0");
                    RawSocket app = hub.raw("token=good&vsn=2.0.0")) {
                assertThat(Stream.of(reception, kitchen, another, waiter, app).map(RawSocket::status))
                        .containsExactly(101, 101, 503, 101, 101);
            }
        }
    }

    @Test
    void aGuestHasAFewSocketsAndLeavesTheRestToOthers() {
        try (LocalHub hub = new LocalHub()) {
            hub.guest("ada");
            hub.guest("bob");
            List<RawSocket> opened = new ArrayList<>();
            for (int at = 0; at < 12; at++) {
                opened.add(hub.raw("token=ada&vsn=2.0.0"));
            }
            opened.add(hub.raw("token=bob&vsn=2.0.0"));
            assertThat(opened.stream().map(RawSocket::status).toList())
                    .isEqualTo(Stream.concat(Collections.nCopies(10, 101).stream(), Stream.of(503, 503, 101))
                            .toList());
            opened.forEach(RawSocket::close);
        }
    }

    /** Sockets are few, but each may have a hundred channels, and their names are as long as a client likes. */
    @Test
    void refusesWhatOneTokenJoinsBeyondItsShareWhileOthersJoin() throws Exception {
        try (LocalHub hub = new LocalHub()) {
            hub.settings().joined(DataSize.ofKilobytes(100)).open();
            try (WireClient first = WireClient.open(hub.uri("token=good&vsn=2.0.0"));
                    WireClient second = WireClient.open(hub.uri("token=good&vsn=2.0.0"));
                    WireClient other = WireClient.open(hub.uri("token=another&vsn=2.0.0"))) {
                int joined = joinedOfAHundred(first);
                assertThat(joined)
                        .as("channels of 50 kB, whose names alone take half a kilobyte each")
                        .isBetween(40, 99);
                assertThat(hub.count("hub.joins.refused", "capacity")).isEqualTo(100 - joined);
                assertThat(joinedOfAHundred(second)).isZero();
                assertThat(other.send(JOIN).next().at("/4/status").asString()).isEqualTo("ok");

                first.send(joining(0).replace("phx_join", "phx_leave"));
                assertThat(first.next().get(3).asString()).isEqualTo("phx_reply");
                assertThat(first.next().get(3).asString()).isEqualTo("phx_close");
                assertThat(joinedOfAHundred(second)).as("what was left").isEqualTo(1);
            }
            await().until(() -> hub.count() == 0);
            try (WireClient again = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
                assertThat(joinedOfAHundred(again)).isBetween(40, 99);
            }
        }
    }

    /** A refused join leaves nothing behind: the channel is not there, and hears nothing. */
    @Test
    void aJoinWithoutRoomIsNone() throws Exception {
        try (LocalHub hub = new LocalHub()) {
            hub.settings().joined(DataSize.ofBytes(1_000)).open();
            String longRef = "\"" + "r".repeat(300) + "\"";
            try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
                client.send(JOIN.replaceFirst("\"1\"", longRef));
                assertThat(client.next().at("/4/response/reason").asString()).isEqualTo("too many channels joined");
                client.send("[null,\"2\",\"users:ada\",\"ping\",{}]");
                assertThat(client.next().at("/4/response/reason").asString()).isEqualTo("unmatched topic");
                hub.broadcast("users:ada", "notification", "{}");
                client.send(JOIN);
                assertThat(client.next().at("/4/status").asString()).isEqualTo("ok");
            }
        }
    }

    @Test
    void aGuestHasAFewChannelsAndLeavesTheRestToOthers() throws Exception {
        try (LocalHub hub = new LocalHub()) {
            hub.guest("ada");
            hub.settings().joined(DataSize.ofMegabytes(10)).open();
            try (WireClient guest = WireClient.open(hub.uri("token=ada&vsn=2.0.0"))) {
                int joined = 0;
                for (int at = 0; at < 100; at++) {
                    joined += isJoined(guest, joining(at).replace("resources:", "messages:")) ? 1 : 0;
                }
                assertThat(joined).as("channels of 40 kB").isBetween(30, 90);
            }
        }
    }

    private static int joinedOfAHundred(WireClient client) throws InterruptedException {
        int joined = 0;
        for (int at = 0; at < 100; at++) {
            joined += isJoined(client, joining(at)) ? 1 : 0;
        }
        return joined;
    }

    private static boolean isJoined(WireClient client, String join) throws InterruptedException {
        JsonNode answer = client.send(join).next().path(4);
        boolean isJoined = answer.path("status").asString().equals("ok");
        if (!isJoined) {
            assertThat(answer.at("/response/reason").asString()).isEqualTo("too many channels joined");
        }
        return isJoined;
    }

    /** One of a hundred topics, as long as topics may be. */
    private static String joining(int at) {
        String name = "resources:b-" + "x".repeat(240) + (100 + at);
        return "[\"1\",\"1\",\"" + name + "\",\"phx_join\",{}]";
    }

    /** Its place moves to the tenants of the newer token, and is given back there. */
    @Test
    void aSocketThatGoesOnWithANewerTokenTakesItsPlaceAmongItsTenants() throws Exception {
        try (LocalHub hub = new LocalHub()) {
            hub.settings().max(5).open();
            hub.token("before", "app of two", Set.of("hotel"));
            hub.token("now", "app of two", Set.of("motel"));
            hub.token("reception", Set.of("hotel"));
            hub.token("porter", Set.of("motel"));
            try (WireClient moving = WireClient.open(hub.uri("token=before&vsn=2.0.0"));
                    RawSocket first = hub.raw("token=reception&vsn=2.0.0");
                    RawSocket full = hub.raw("token=reception&vsn=2.0.0")) {
                assertThat(List.of(first.status(), full.status())).containsExactly(101, 503);
                moving.send("[\"1\",\"1\",\"resources:hotel\",\"phx_join\",{}]").next();
                moving.send("[\"1\",\"2\",\"resources:hotel\",\"refresh\",{\"token\":\"now\"}]");
                assertThat(moving.next().at("/4/status").asString()).isEqualTo("ok");
                try (RawSocket second = hub.raw("token=reception&vsn=2.0.0");
                        RawSocket porter = hub.raw("token=porter&vsn=2.0.0")) {
                    assertThat(List.of(second.status(), porter.status())).containsExactly(101, 101);
                    assertThat(WireClient.refusal(hub.uri("token=porter&vsn=2.0.0")))
                            .isEqualTo(503);
                }
            }
            await().until(() -> hub.count() == 0);
            try (RawSocket one = hub.raw("token=porter&vsn=2.0.0");
                    RawSocket two = hub.raw("token=porter&vsn=2.0.0");
                    RawSocket three = hub.raw("token=porter&vsn=2.0.0")) {
                assertThat(List.of(one.status(), two.status(), three.status())).containsExactly(101, 101, 503);
            }
        }
    }
}
