package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.channel.ChannelTopic;
import dev.concierge.hub.channel.TopicPattern;
import dev.concierge.hub.channel.Visitor;
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
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

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
    private static final List<String> TENANTS = List.of("a", "b", "ab", "a-b", "A", "c");
    /** What is somebody's own, by its prefix. */
    private static final List<String> OWNED = List.of("users:", "messages:of-", "jobs:of-");

    private static final List<String> NAMES = List.of("ada", "bob", "tenant0", "tenant1");

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

    /** Every token asks for every channel under any spelling, before and after it is used; what is shown says whose it is. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void showsNothingToAnotherTenantOrGuest(long seed) throws Exception {
        Random random = new Random(seed);
        hub.owners(HostileFrameTests::isOfSubject);
        hub.anonymous(TopicPattern.of("resources:c*")).open();
        Map<WireClient, Reader> readers = readers(random);
        List<String> topics = topics();
        for (WireClient client : readers.keySet()) {
            for (String topic : topics) {
                client.send(joining(topic)).next();
            }
        }
        for (int at = 0; at < 400; at++) {
            String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
            String location = List.of("l", "b", "l-b").get(random.nextInt(3));
            String payload = "{\"businessId\":\"" + tenant + "\",\"locationId\":\"" + location + "\"}";
            hub.broadcast("resources:" + tenant + "-" + location, "shown", payload);
            hub.broadcast("resources:" + tenant, "shown", payload);
            hub.broadcast(
                    OWNED.get(random.nextInt(OWNED.size())) + NAMES.get(random.nextInt(NAMES.size())), "shown", "{}");
        }
        Set<String> shown = new TreeSet<>();
        for (Map.Entry<WireClient, Reader> reader : readers.entrySet()) {
            try (WireClient client = reader.getKey()) {
                for (String topic : topics) {
                    client.send(joining(topic));
                }
                client.send(END);
                read(client, reader.getValue(), shown);
            }
        }
        assertThat(shown)
                .as("what was looked at")
                .containsExactly(
                        "live jobs",
                        "live messages",
                        "live resources",
                        "live users",
                        "missed jobs",
                        "missed messages",
                        "missed resources",
                        "missed users");
    }

    /** Clients of some tenants, guests, and somebody without a token. */
    private Map<WireClient, Reader> readers(Random random) {
        Map<WireClient, Reader> readers = new HashMap<>();
        for (int at = 0; at < 12; at++) {
            Set<String> own = new HashSet<>(
                    List.of(TENANTS.get(at % TENANTS.size()), TENANTS.get(random.nextInt(TENANTS.size()))));
            hub.token("tenant" + at, own);
            readers.put(WireClient.open(hub.uri("token=tenant" + at + "&vsn=2.0.0")), new Client("tenant" + at, own));
        }
        for (String guest : List.of("ada", "bob")) {
            hub.guest(guest);
            readers.put(WireClient.open(hub.uri("token=" + guest + "&vsn=2.0.0")), new Guest(guest));
        }
        readers.put(WireClient.open(hub.uri("vsn=2.0.0")), new Nobody());
        return readers;
    }

    private static List<String> topics() {
        List<String> topics = new ArrayList<>();
        for (String tenant : TENANTS) {
            topics.add("resources:" + tenant);
            topics.add("resources:" + tenant + "-l");
            topics.add("resources:" + tenant + "-b");
            topics.add("resources:" + tenant + "-l-b");
        }
        OWNED.forEach(kind -> NAMES.forEach(name -> topics.add(kind + name)));
        topics.addAll(
                List.of("resources:*", "resources:", "resources:-a", "resources: a", "resources:a%2db", "RESOURCES:a"));
        topics.addAll(List.of("users:*", "users:", "users: ada", "Users:ada", "messages:*", "jobs:of-", "events:all"));
        return topics;
    }

    private static String joining(String topic) {
        return "[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{\"since\":0}]";
    }

    private static void read(WireClient client, Reader reader, Set<String> shown) throws InterruptedException {
        JsonNode frame = client.next();
        while (!frame.get(1).asString("").equals("end")) {
            String topic = frame.get(2).asString();
            String kind = topic.substring(0, topic.indexOf(':'));
            if (frame.get(3).asString().equals("shown")) {
                assertMayHear(reader, topic, frame.get(4));
                shown.add("live " + kind);
            }
            for (JsonNode missed : frame.at("/4/response/messages")) {
                assertMayHear(reader, topic, missed.path("payload"));
                shown.add("missed " + kind);
            }
            frame = client.next();
        }
    }

    private static void assertMayHear(Reader reader, String topic, JsonNode payload) {
        assertThat(reader.mayHear(topic, payload.path("businessId").asString("")))
                .as("%s on %s to %s", payload, topic, reader)
                .isTrue();
    }

    /** As conversations and jobs are somebody's by what other tables say. */
    private static boolean isOfSubject(Visitor visitor, ChannelTopic topic) {
        return visitor instanceof Visitor.Known known
                && (topic instanceof ChannelTopic.OfMessages(String conversation)
                                && conversation.equals("of-" + known.caller().subject())
                        || topic instanceof ChannelTopic.OfJob(String job)
                                && job.equals("of-" + known.caller().subject()));
    }

    /** Whose socket it is, and by other rules than the hub's own what may be shown there. */
    private sealed interface Reader {
        /** @param business that it is about; empty for none */
        boolean mayHear(String topic, String business);
    }

    private record Client(String name, Set<String> businesses) implements Reader {
        @Override
        public boolean mayHear(String topic, String business) {
            return topic.startsWith("resources:")
                    ? businesses.contains(business)
                    : Set.of("messages:of-" + name, "jobs:of-" + name).contains(topic);
        }
    }

    private record Guest(String name) implements Reader {
        @Override
        public boolean mayHear(String topic, String business) {
            return Set.of("users:" + name, "messages:of-" + name, "jobs:of-" + name)
                    .contains(topic);
        }
    }

    /** May hear what the installation shows to everybody. */
    private record Nobody() implements Reader {
        @Override
        public boolean mayHear(String topic, String business) {
            return topic.startsWith("resources:c");
        }
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
