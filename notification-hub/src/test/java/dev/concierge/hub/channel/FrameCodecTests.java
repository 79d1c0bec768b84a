package dev.concierge.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FrameCodecTests {
    private final FrameCodec codec = new FrameCodec();

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
                "[null,\"1\",\"phoenix\",\"heartbeat\",{}"
            })
    void refusesWhatIsNoFrame(String text) {
        assertThatExceptionOfType(BrokenFrame.class).isThrownBy(() -> codec.decode(text));
    }

    @Test
    void saysNothingOfWhatABrokenFrameHeld() {
        assertThatExceptionOfType(BrokenFrame.class)
                .isThrownBy(() -> codec.decode("secret"))
                .withMessageNotContaining("secret");
    }

    @Test
    void writesABroadcastAsPhoenixDoes() {
        String payload = "{\"businessId\":\"B1\",\"d\":\"é\\\" \",\"locationId\":\"L1\",\"type\":\"t\"}";
        byte[] frame = codec.encode(Frame.broadcast(
                "resources:B1-L1", "resource_update", JsonMapper.shared().readTree(payload)));
        assertThat(new String(frame, StandardCharsets.UTF_8))
                .isEqualTo("[null,null,\"resources:B1-L1\",\"resource_update\"," + payload + "]");
    }
}
