package dev.concierge.hub.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.channel.Encoded;
import dev.concierge.hub.channel.Serializer;
import dev.concierge.platform.message.MessageBody;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.testsupport.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContractTests {
    @Test
    void readsAndWritesABroadcastAsPromised() {
        JsonNode example = Contracts.example("live", "live.broadcast");
        String topic = example.path("topic").asString();
        String payload = example.path("payload").toString();
        String written = JsonMapper.shared().writeValueAsString(new LiveBroadcast(topic, "notification", payload));
        Contracts.assertValid("live", "live.broadcast", written);
        assertThat(JsonMapper.shared().readTree(written)).isEqualTo(example);
        assertThat(text(read(written).frame(Serializer.V2)))
                .isEqualTo("[null,null,\"" + topic + "\",\"notification\"," + payload.substring(0, payload.length() - 1)
                        + ",\"offset\":7}]");
    }

    @Test
    void readsADisconnectAsPromised() {
        JsonNode example = Contracts.example("live", "live.disconnect");
        LiveDisconnect read = JsonMapper.shared().treeToValue(example, LiveDisconnect.class);
        String written = JsonMapper.shared().writeValueAsString(read);
        Contracts.assertValid("live", "live.disconnect", written);
        assertThat(JsonMapper.shared().readTree(written)).isEqualTo(example);

        for (LiveDisconnect.Kind kind : LiveDisconnect.Kind.values()) {
            String ofSubject = JsonMapper.shared().writeValueAsString(new LiveDisconnect("ada", kind, null, null));
            Contracts.assertValid("live", "live.disconnect", ofSubject);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{} | {\"offset\":7}",
                "{ } | { \"offset\":7}",
                "{\"a\":1.10, \"b\":[ {} ]} | {\"a\":1.10, \"b\":[ {} ],\"offset\":7}",
                "{\"é\":\"😀\\u00e9\"} | {\"é\":\"😀\\u00e9\",\"offset\":7}",
                "{\"offset\":1} | {\"offset\":1,\"offset\":7}"
            })
    void leavesAPayloadAsItWasWrittenAndPutsTheOffsetLast(String payload, String shown) {
        Broadcast broadcast = read(
                "{\"topic\":\"users:ada\", \"more\":[{}], \"payload\": " + payload + " , \"event\":\"notification\"}");
        assertThat(text(broadcast.frame(Serializer.V2)))
                .isEqualTo("[null,null,\"users:ada\",\"notification\"," + shown + "]");
        assertThat(text(broadcast.frame(Serializer.V1)))
                .isEqualTo(
                        "{\"event\":\"notification\",\"payload\":" + shown + ",\"ref\":null,\"topic\":\"users:ada\"}");
        assertThat(broadcast.message()).isEqualTo("{\"event\":\"notification\",\"payload\":" + shown + "}");
    }

    private static Broadcast read(String value) {
        MessageBody body = new MessageBody(value.getBytes(StandardCharsets.UTF_8), JsonMapper.shared());
        return Broadcasts.of(new ReceivedMessage(
                "live",
                0,
                7,
                "users:ada",
                "id",
                "live.broadcast",
                "/x",
                Instant.EPOCH,
                Map.of(),
                body,
                MessageScope.NONE));
    }

    private static String text(Encoded frame) {
        return new String(frame.bytes(), StandardCharsets.UTF_8);
    }
}
