package dev.concierge.hub.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.channel.FrameCodec;
import dev.concierge.testsupport.Contracts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContractTests {
    @Test
    void readsAndWritesABroadcastAsPromised() {
        JsonNode example = Contracts.example("live", "live.broadcast");
        LiveBroadcast live = JsonMapper.shared().treeToValue(example, LiveBroadcast.class);
        String written = JsonMapper.shared().writeValueAsString(live);
        Contracts.assertValid("live", "live.broadcast", written);
        assertThat(JsonMapper.shared().readTree(written)).isEqualTo(example);

        Broadcast broadcast = Broadcast.of(live, new FrameCodec());
        assertThat(new String(broadcast.frame(), StandardCharsets.UTF_8))
                .isEqualTo("[null,null,\"" + live.topic() + "\",\"notification\"," + example.get("payload") + "]");
    }
}
