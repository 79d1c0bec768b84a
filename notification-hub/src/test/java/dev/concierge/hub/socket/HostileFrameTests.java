package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames, topics and tokens drawn from seeds. */
class HostileFrameTests {
    private static final List<String> GOOD = List.of(
            "[\"1\",\"1\",\"users:ada\",\"phx_join\",{}]",
            "[\"1\",\"2\",\"users:ada\",\"ping\",{\"a\":[1,2.5,null,\"é\"]}]",
            "[\"1\",\"3\",\"users:ada\",\"phx_leave\",{}]",
            "[null,\"4\",\"phoenix\",\"heartbeat\",{}]",
            "[\"1\",\"5\",\"users:ada\",\"phx_join\",{\"since\":{\"epoch\":\"e1\",\"offset\":0}}]",
            "[\"1\",\"6\",\"users:ada\",\"refresh\",{\"token\":\"good\"}]");
    private static final Set<Integer> CODES = Set.of(1002, 1007, 1009, 1011, 1013);
    private static final String END = "[null,\"end\",\"phoenix\",\"heartbeat\",{}]";
    private static final int FRAMES = 1_500;

    private final LocalHub hub = new LocalHub();

    @AfterEach
    void close() {
        hub.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void answersOrClosesWithACodeThatSaysWhy(long seed) throws Exception {
        hub.broadcast("users:ada", "notification", "{}"); // the one that some have seen
        Random random = new Random(seed);
        Map<Integer, Integer> codes = new HashMap<>();
        for (int at = 0; at < FRAMES / 10; at++) {
            try (RawSocket socket = hub.raw("token=good&vsn=2.0.0")) {
                for (int frame = 0; frame < 10; frame++) {
                    write(socket, random);
                }
                // whatever came before, this is answered or the socket is closed
                write(socket, RawSocket.masked(0x81, END.getBytes(StandardCharsets.US_ASCII)));
                codes.merge(socket.closeCodeUnless("\"end\""), 1, Integer::sum);
            }
        }
        codes.remove(0);
        assertThat(CODES).containsAll(codes.keySet());
        assertThat(codes).as("what was closed").isNotEmpty();
        await().until(() -> hub.count() == 0);
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            assertThat(client.send(GOOD.getFirst()).next().at("/4/status").asString())
                    .isEqualTo("ok");
        }
    }

    /** Every token asks for every tenant's channels under any spelling; what is shown carries its tenant. */
    @Test
    void showsNothingToAnotherTenant() throws Exception {
        Random random = new Random(11);
        List<String> tenants = List.of("a", "b", "ab", "a-b", "A", "c");
        Map<WireClient, Set<String>> clients = new HashMap<>();
        List<String> topics = new ArrayList<>();
        for (String tenant : tenants) {
            topics.add("resources:" + tenant);
            topics.add("resources:" + tenant + "-l");
            topics.add("resources:" + tenant + "-b");
            topics.add("resources:" + tenant + "-l-b");
        }
        topics.addAll(
                List.of("resources:*", "resources:", "resources:-a", "resources: a", "resources:a%2db", "RESOURCES:a"));
        for (int at = 0; at < 12; at++) {
            Set<String> own = new HashSet<>(
                    List.of(tenants.get(at % tenants.size()), tenants.get(random.nextInt(tenants.size()))));
            hub.token("tenant" + at, own);
            WireClient client = WireClient.open(hub.uri("token=tenant" + at + "&vsn=2.0.0"));
            clients.put(client, own);
            for (String topic : topics) {
                client.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{\"since\":0}]")
                        .next();
            }
        }
        for (int at = 0; at < 400; at++) {
            String tenant = tenants.get(random.nextInt(tenants.size()));
            String location = List.of("l", "b", "l-b").get(random.nextInt(3));
            String payload = "{\"businessId\":\"" + tenant + "\",\"locationId\":\"" + location + "\"}";
            hub.broadcast("resources:" + tenant + "-" + location, "resource_update", payload);
            hub.broadcast("resources:" + tenant, "resource_update", payload);
        }
        int shown = 0;
        for (Map.Entry<WireClient, Set<String>> client : clients.entrySet()) {
            client.getKey().send(END);
            for (var frame = client.getKey().next();
                    !frame.get(1).asString("").equals("end");
                    frame = client.getKey().next()) {
                if (!frame.get(3).asString().equals("resource_update")) {
                    continue; // an answer to a join
                }
                assertThat(client.getValue())
                        .as("%s to a client of %s", frame, client.getValue())
                        .contains(frame.at("/4/businessId").asString());
                shown++;
            }
            client.getKey().close();
        }
        assertThat(shown).isPositive();
    }

    private static void write(RawSocket socket, Random random) {
        byte[] text = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> write(socket, RawSocket.masked(0x81, text));
            case 3 -> write(socket, RawSocket.masked(0x81, mutated(text, random)));
            case 4 -> write(socket, RawSocket.masked(0x82, mutated(text, random)));
            case 5 -> {
                int cut = random.nextInt(text.length);
                write(socket, RawSocket.masked(0x01, Arrays.copyOf(text, cut)));
                write(socket, RawSocket.masked(0x80, Arrays.copyOfRange(text, cut, text.length)));
            }
            case 6 -> write(socket, RawSocket.masked(0x80 | random.nextInt(16), new byte[random.nextInt(200)]));
            default ->
                write(socket, RawSocket.masked(0x81, new byte[64 * 1024 * random.nextInt(2) + random.nextInt(1_000)]));
        }
    }

    /** A socket that is closed already is found so at the end. */
    private static void write(RawSocket socket, byte[] bytes) {
        try {
            socket.write(bytes);
        } catch (UncheckedIOException closed) {
            assertThat(closed.getCause()).isInstanceOf(SocketException.class);
        }
    }

    private static byte[] mutated(byte[] text, Random random) {
        byte[] mutated = text.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return random.nextBoolean() ? mutated : Arrays.copyOf(mutated, random.nextInt(mutated.length));
    }
}
