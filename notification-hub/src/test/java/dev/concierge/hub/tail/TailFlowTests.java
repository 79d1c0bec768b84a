package dev.concierge.hub.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.HubFlow;
import dev.concierge.hub.socket.WireClient;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TailFlowTests extends HubFlow {
    private final String tailId = UUID.randomUUID().toString();

    @Test
    void anOperatorSeesWhatTheTailCaught() throws Exception {
        try (WireClient screen = socket(TestTokens.operator())) {
            screen.send("[\"1\",\"1\",\"events:" + tailId + "\",\"phx_join\",{}]");
            assertThat(screen.next().at("/4/status").asString()).isEqualTo("ok");

            ObjectNode caught = (ObjectNode)
                    Contracts.example("event-tails", "event.tailed").deepCopy();
            messages.publish("event-tails", tailId, "event.tailed", caught.put("tailId", tailId));

            JsonNode shown = screen.next();
            assertThat(shown.path(3).asString()).isEqualTo("event");
            assertThat(shown.at("/4/eventName").asString())
                    .isEqualTo(caught.get("eventName").asString());
            assertThat(shown.at("/4/attributes")).isEqualTo(caught.get("attributes"));
        }
    }

    @Test
    void nobodyElseMayJoin() throws Exception {
        for (String token : new String[] {TestTokens.guest("ada"), TestTokens.client("events:read")}) {
            try (WireClient screen = socket(token)) {
                screen.send("[\"1\",\"1\",\"events:" + tailId + "\",\"phx_join\",{}]");
                assertThat(screen.next().at("/4/response/reason").asString()).isEqualTo("unauthorized");
            }
        }
    }
}
