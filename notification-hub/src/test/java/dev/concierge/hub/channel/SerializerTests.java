package dev.concierge.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SerializerTests {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, V1", "1.0.0, V1", "1.0.7, V1", "2.0.0, V2", "2.0.1, V2", "2.0, -", "3.0.0, -", "2.1.0, -"})
    void isChosenByTheVersionThatTheClientNames(String vsn, Serializer serializer) {
        assertThat(Serializer.of(vsn)).isEqualTo(serializer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "",
                "[\"1\",\"2\"]",
                "{\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"payload\":{},\"ref\":\"1\"}",
                "[null,\"1\",7,\"heartbeat\",{}]",
                "[null,\"1\",\"phoenix\",null,{}]",
                "[{},\"1\",\"phoenix\",\"heartbeat\",{}]",
                "[null,\"1\",\"phoenix\",\"heartbeat\",{}] []",
                "[null,\"1\",\"phoenix\",\"heartbeat\",{}"
            })
    void v2RefusesWhatIsNoFrame(String text) {
        assertThatExceptionOfType(BrokenFrame.class).isThrownBy(() -> Serializer.V2.decode(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "[null,\"1\",\"phoenix\",\"heartbeat\",{}]",
                "{\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"payload\":{}}",
                "{\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"ref\":\"1\"}",
                "{\"topic\":7,\"event\":\"heartbeat\",\"payload\":{},\"ref\":\"1\"}"
            })
    void v1RefusesWhatIsNoFrame(String text) {
        assertThatExceptionOfType(BrokenFrame.class).isThrownBy(() -> Serializer.V1.decode(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\\x00",
                "\\x01\\x01\\x01\\x01\\x011234",
                "\\x00\\x01\\x01\\x01\\x0212ab",
                "\\x00\\xff\\xff\\xff\\xff1",
                "\\x00\\x01\\x01\\x01\\x0112\\xc3b"
            })
    void refusesWhatIsNoBinaryPush(String bytes) {
        assertThatExceptionOfType(BrokenFrame.class).isThrownBy(() -> Serializer.V2.decode(PhoenixWire.bytes(bytes)));
    }

    @Test
    void v1HasNoBinaryFrames() {
        assertThatExceptionOfType(BrokenFrame.class).isThrownBy(() -> Serializer.V1.decode(new byte[] {0, 0, 0, 0, 0}));
    }

    @Test
    void saysNothingOfWhatABrokenFrameHeld() {
        assertThatExceptionOfType(BrokenFrame.class)
                .isThrownBy(() -> Serializer.V2.decode("secret"))
                .withMessageNotContaining("secret");
    }

    @Test
    void writesABroadcastAsPhoenixDoes() {
        String payload = "{\"businessId\":\"B1\",\"d\":\"é\\\" \",\"locationId\":\"L1\",\"type\":\"t\"}";
        Frame frame = Frame.broadcast(
                "resources:B1-L1", "resource_update", JsonMapper.shared().readTree(payload));
        assertThat(text(Serializer.V2.encode(frame)))
                .isEqualTo("[null,null,\"resources:B1-L1\",\"resource_update\"," + payload + "]");
        assertThat(text(Serializer.V1.encode(frame)))
                .isEqualTo("{\"event\":\"resource_update\",\"payload\":" + payload
                        + ",\"ref\":null,\"topic\":\"resources:B1-L1\"}");
    }

    private static String text(Encoded frame) {
        assertThat(frame.binary()).isFalse();
        return new String(frame.bytes(), StandardCharsets.UTF_8);
    }
}
