package dev.concierge.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.Caller.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConversationTests {
    private final FrameCodec codec = new FrameCodec();

    static List<PhoenixWire> recorded() {
        return PhoenixWire.recorded("v2.txt");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void answersAsPhoenixDid(PhoenixWire wire) {
        Conversation conversation = new Conversation(tenant("B1", "int", "nojr", "extra"));
        List<JsonNode> expected = new ArrayList<>();
        List<JsonNode> answered = new ArrayList<>();
        for (String line : wire.lines()) {
            String frame = line.substring(3);
            if (line.startsWith("<-")) {
                expected.add(JsonMapper.shared().readTree(frame));
            } else {
                answered.addAll(sent(conversation.on(codec.decode(frame))));
            }
        }
        assertThat(answered).isEqualTo(expected);
    }

    @Test
    void subscribesBeforeTheReplySoThatNothingIsMissedAfterIt() {
        List<Step> steps = new Conversation(tenant("B1")).on(join("resources:B1"));
        assertThat(steps).hasExactlyElementsOfTypes(Step.Subscribe.class, Step.Send.class);
    }

    @Test
    void unsubscribesBeforeTheReplyToALeave() {
        Conversation conversation = new Conversation(tenant("B1"));
        conversation.on(join("resources:B1"));
        List<Step> steps = conversation.on(codec.decode("[\"1\",\"2\",\"resources:B1\",\"phx_leave\",{}]"));
        assertThat(steps.getFirst()).isEqualTo(new Step.Unsubscribe("resources:B1"));
        assertThat(conversation.topics()).isEmpty();
    }

    @Test
    void refusesTheHundredAndFirstChannel() {
        Conversation conversation = new Conversation(tenant("B1"));
        for (int location = 0; location < 100; location++) {
            conversation.on(join("resources:B1-" + location));
        }
        assertThat(sent(conversation.on(join("resources:B1"))))
                .singleElement()
                .extracting(frame -> frame.at("/4/response/reason").asString())
                .isEqualTo("too many channels joined");
        assertThat(sent(conversation.on(join("resources:B1-7"))).getFirst().at("/4/status"))
                .isEqualTo(JsonMapper.shared().readTree("\"ok\""));
    }

    @Test
    void aTenantDoesNotHearABusinessThatIsNamedLikeOneOfItsLocations() {
        Conversation conversation = new Conversation(tenant("hotel"));
        conversation.on(join("resources:hotel-north"));
        assertThat(conversation.hears("resources:hotel-north", "hotel")).isTrue();
        assertThat(conversation.hears("resources:hotel-north", "hotel-north")).isFalse();
        assertThat(conversation.hears("resources:hotel-north", null)).isFalse();
        assertThat(conversation.hears("resources:hotel", "hotel")).isFalse();
    }

    private Frame join(String topic) {
        return codec.decode("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
    }

    private List<JsonNode> sent(List<Step> steps) {
        return steps.stream()
                .filter(Step.Send.class::isInstance)
                .map(Step.Send.class::cast)
                .map(send -> JsonMapper.shared().readTree(codec.encode(send.frame())))
                .toList();
    }

    private static Caller tenant(String... businesses) {
        return new Caller("screen", Kind.SERVICE, Set.of(), Set.of(businesses));
    }
}
