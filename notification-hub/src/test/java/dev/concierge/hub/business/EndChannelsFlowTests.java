package dev.concierge.hub.business;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.HubFlow;
import dev.concierge.hub.business.EndChannels.BusinessErased;
import dev.concierge.hub.business.EndChannels.LocationErased;
import dev.concierge.hub.socket.WireClient;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EndChannelsFlowTests extends HubFlow {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void anErasedBusinessEndsItsChannelsForEverybodyAndNobodyElses() throws Exception {
        for (boolean isOfThatAlone : new boolean[] {true, false}) {
            String hotel = "hotel" + UUID.randomUUID();
            String token = isOfThatAlone ? TestTokens.clientOf(hotel) : TestTokens.client();
            String namesake = hotel + "-annex"; // a business of that name, or a location that is still there
            try (WireClient screen = socket(token)) {
                for (String name : List.of(hotel, hotel + "-bar", namesake)) {
                    screen.send("[\"1\",\"1\",\"resources:" + name + "\",\"phx_join\",{}]");
                    assertThat(screen.next().at("/4/status").asString()).isEqualTo("ok");
                }

                messages.publish(
                        "businesses", hotel, "location.erased", Map.of("businessId", hotel, "locationId", "bar"));
                messages.publish("businesses", hotel, "business.erased", Map.of("businessId", hotel));

                for (String name : List.of(hotel + "-bar", hotel)) {
                    JsonNode closed = screen.next();
                    assertThat(closed.get(2).asString()).isEqualTo("resources:" + name);
                    assertThat(closed.get(3).asString()).isEqualTo("phx_close");
                }
                screen.send("[\"1\",\"2\",\"resources:" + namesake + "\",\"ping\",{}]");
                assertThat(screen.next().at("/4/status").asString()).isEqualTo("ok");
            }
        }
    }

    @Test
    void readsWhatIsPromised() {
        JsonNode location = Contracts.example("businesses", LocationErased.TYPE);
        JsonNode business = Contracts.example("businesses", BusinessErased.TYPE);

        assertThat(JSON.<JsonNode>valueToTree(JSON.treeToValue(location, LocationErased.class)))
                .isEqualTo(location);
        assertThat(JSON.<JsonNode>valueToTree(JSON.treeToValue(business, BusinessErased.class)))
                .isEqualTo(business);
    }
}
