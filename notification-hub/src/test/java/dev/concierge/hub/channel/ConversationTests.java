package dev.concierge.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class ConversationTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Stream<Arguments> recorded() {
        return Stream.of(
                        PhoenixWire.recorded("v2.txt").stream().map(wire -> Arguments.of(wire, Serializer.V2)),
                        PhoenixWire.recorded("binary.txt").stream().map(wire -> Arguments.of(wire, Serializer.V2)),
                        PhoenixWire.recorded("v1.txt").stream().map(wire -> Arguments.of(wire, Serializer.V1)))
                .flatMap(wires -> wires);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void answersAsPhoenixDid(PhoenixWire wire, Serializer serializer) {
        Conversation conversation = new Conversation(tenant("B1", "int", "nojr", "extra"));
        List<Object> expected = new ArrayList<>();
        List<Object> answered = new ArrayList<>();
        List<Frame> asked = new ArrayList<>();
        for (String line : wire.lines()) {
            String said = line.substring(3);
            switch (line.substring(0, 2)) {
                case "<-" -> expected.add(comparable(said));
                case "->" -> {
                    asked.add(decoded(serializer, said));
                    answered.addAll(written(serializer, conversation.on(asked.getLast())));
                }
                default ->
                    answered.addAll(
                            said.startsWith("crash ")
                                    ? written(serializer, conversation.crashed(asked.getLast()))
                                    : done(serializer, conversation, said.split(" ", 4)));
            }
        }
        assertThat(answered).isEqualTo(expected);
    }

    @Test
    void joinsBeforeTheOldChannelOfTheTopicIsClosed() {
        Conversation conversation = new Conversation(tenant("B1"));
        assertThat(conversation.on(join("resources:B1"))).hasExactlyElementsOfTypes(Step.Join.class);
        assertThat(conversation.on(join("resources:B1")))
                .hasExactlyElementsOfTypes(Step.Unsubscribe.class, Step.Join.class, Step.Send.class);
    }

    @Test
    void unsubscribesBeforeTheReplyToALeave() {
        Conversation conversation = new Conversation(tenant("B1"));
        conversation.on(join("resources:B1"));
        List<Step> steps = conversation.on(v2("[\"1\",\"2\",\"resources:B1\",\"phx_leave\",{}]"));
        assertThat(steps.getFirst()).isEqualTo(new Step.Unsubscribe("resources:B1"));
        assertThat(conversation.topics()).isEmpty();
    }

    @Test
    void refusesTheHundredAndFirstChannel() {
        Conversation conversation = new Conversation(tenant("B1"));
        for (int location = 0; location < 100; location++) {
            conversation.on(join("resources:B1-" + location));
        }
        assertThat(reason(conversation.on(join("resources:B1")))).isEqualTo("too many channels joined");
        assertThat(conversation.on(join("resources:B1-7"))).anyMatch(Step.Join.class::isInstance);
    }

    @Test
    void takesWhatTheClientHasSeenFromTheParamsOfTheJoin() {
        Conversation conversation = new Conversation(tenant("B1"));
        assertThat(since(conversation.on(v2(joining("{}"))))).isNull();
        assertThat(since(conversation.on(v2(joining("{\"since\":null}"))))).isNull();
        assertThat(since(conversation.on(v2(joining("{\"since\":0}"))))).isEqualTo(new Since(null, -1));
        assertThat(since(conversation.on(v2(joining("{\"since\":{\"epoch\":\"e\",\"offset\":7}}")))))
                .isEqualTo(new Since("e", 7));
        for (String wrong : List.of("7", "\"x\"", "{\"epoch\":\"e\"}", "{\"epoch\":\"e\",\"offset\":1.5}", "[]")) {
            assertThat(reason(conversation.on(v2(joining("{\"since\":" + wrong + "}")))))
                    .isEqualTo("since: neither 0 nor {epoch, offset}");
        }
    }

    /** The stock client joins a channel again after {@code phx_error}, and never after {@code phx_close}. */
    @Test
    void endsChannelsThatANewerTokenDoesNotAllow() {
        Conversation conversation = new Conversation(tenant("B1", "B2"));
        conversation.on(join("resources:B1"));
        conversation.on(join("resources:B2"));
        assertThat(conversation.goOnAs(tenant("B1", "B2"))).isEmpty();
        assertThat(events(conversation.goOnAs(tenant("B1")))).containsExactly("resources:B2 phx_close");
        assertThat(conversation.topics()).containsExactly("resources:B1");
        assertThat(reason(conversation.on(join("resources:B2")))).isEqualTo("unauthorized");
    }

    @Test
    void hasChannelsJoinedAnewOfWhichANewerTokenMayHearMore() {
        Conversation conversation = new Conversation(tenant("B1"));
        conversation.on(join("resources:B1-bar"));
        conversation.on(join("resources:B1"));
        assertThat(events(conversation.goOnAs(tenant("B1", "B1-bar")))).containsExactly("resources:B1-bar phx_error");
        assertThat(conversation.on(join("resources:B1-bar")))
                .containsExactly(new Step.Join(
                        join("resources:B1-bar"), "resources:B1-bar", new Audience(Set.of("B1", "B1-bar")), null));
    }

    @Test
    void asksAgainWhoseConversationItIsWhenANewerTokenIsForOtherBusinesses() {
        Conversation conversation = new Conversation(tenant("B1"));
        conversation.answered(join("messages:c1"), true);
        conversation.answered(join("jobs:j1"), true);
        assertThat(conversation.goOnAs(tenant("B1"))).isEmpty();
        assertThat(events(conversation.goOnAs(tenant("B2"))))
                .containsExactlyInAnyOrder("messages:c1 phx_error", "jobs:j1 phx_error");
        assertThat(conversation.on(join("messages:c1"))).hasExactlyElementsOfTypes(Step.AskOwner.class);
    }

    @Test
    void asksWhoseConversationItIs() {
        Conversation conversation = new Conversation(guest());
        Frame join = join("messages:c1");
        assertThat(conversation.on(join))
                .containsExactly(new Step.AskOwner(join, guest(), new ChannelTopic.OfMessages("c1")));
        assertThat(reason(conversation.answered(join, false))).isEqualTo("unauthorized");
        assertThat(conversation.answered(join, true)).hasExactlyElementsOfTypes(Step.Join.class);
    }

    @Test
    void withoutATokenOnlyWhatTheInstallationAllowsCanBeJoined() {
        Conversation conversation =
                new Conversation(new Visitor.Anonymous(List.of(TopicPattern.of("resources:cafe-*"))));
        assertThat(conversation.on(join("resources:cafe-1"))).hasExactlyElementsOfTypes(Step.Join.class);
        assertThat(reason(conversation.on(join("resources:cafe")))).isEqualTo("unauthorized");
        assertThat(reason(conversation.on(join("users:ada")))).isEqualTo("unauthorized");
    }

    private static List<Object> done(Serializer serializer, Conversation conversation, String[] what) {
        return switch (what[0]) {
            case "fail" -> written(serializer, conversation.fail(what[1]));
            case "end" -> written(serializer, conversation.end(what[1]));
            case "broadcast" -> List.of(sent(serializer, Frame.broadcast(what[1], what[2], JSON.readTree(what[3]))));
            case "broadcast-binary" -> List.of(sent(serializer, Frame.broadcast(what[1], what[2], binary(what[3]))));
            default ->
                List.of(sent(
                        serializer,
                        new Frame(
                                JsonNodeFactory.instance.stringNode("1"),
                                Frame.NO_REF,
                                what[1],
                                what[2],
                                binary(what[3]))));
        };
    }

    private static JsonNode binary(String text) {
        return JsonNodeFactory.instance.binaryNode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Frame decoded(Serializer serializer, String frame) {
        return frame.startsWith("BIN ")
                ? serializer.decode(PhoenixWire.bytes(frame.substring(4)))
                : serializer.decode(frame);
    }

    /** What goes over the network; a join is answered as by a hub without history. */
    private static List<Object> written(Serializer serializer, List<Step> steps) {
        List<Object> frames = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Send send) {
                frames.add(sent(serializer, send.frame()));
            } else if (step instanceof Step.Join join) {
                frames.add(sent(serializer, join.reply(Frame.empty())));
            }
        }
        return frames;
    }

    private static Object sent(Serializer serializer, Frame frame) {
        Encoded encoded = serializer.encode(frame);
        return encoded.binary()
                ? new String(encoded.bytes(), StandardCharsets.ISO_8859_1)
                : JSON.readTree(encoded.bytes());
    }

    private static Object comparable(String frame) {
        return frame.startsWith("BIN ")
                ? new String(PhoenixWire.bytes(frame.substring(4)), StandardCharsets.ISO_8859_1)
                : JSON.readTree(frame);
    }

    private static String reason(List<Step> steps) {
        return steps.stream()
                .filter(Step.Send.class::isInstance)
                .map(Step.Send.class::cast)
                .map(send -> send.frame().payload().at("/response/reason").asString(""))
                .findFirst()
                .orElse("");
    }

    private static List<String> events(List<Step> steps) {
        return steps.stream()
                .filter(Step.Send.class::isInstance)
                .map(Step.Send.class::cast)
                .map(send -> send.frame().topic() + " " + send.frame().event())
                .toList();
    }

    private static @Nullable Since since(List<Step> steps) {
        return steps.stream()
                .filter(Step.Join.class::isInstance)
                .map(Step.Join.class::cast)
                .map(join -> Optional.ofNullable(join.since()))
                .findFirst()
                .orElseThrow()
                .orElse(null);
    }

    private static String joining(String params) {
        return "[\"1\",\"1\",\"resources:B1\",\"phx_join\"," + params + "]";
    }

    private static Frame join(String topic) {
        return v2("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
    }

    private static Frame v2(String frame) {
        return Objects.requireNonNull(Serializer.V2.decode(frame));
    }

    private static Visitor tenant(String... businesses) {
        return new Visitor.Known(new Caller("app", Caller.Kind.CLIENT, Set.of(), Set.of(businesses)));
    }

    private static Visitor guest() {
        return new Visitor.Known(new Caller("ada", Caller.Kind.GUEST, Set.of(), Set.of()));
    }
}
