package dev.concierge.hub;

import dev.concierge.testsupport.FloodRules;
import dev.concierge.testsupport.RouteRules;
import java.util.Set;

class RouteFlowTests extends HubFlow implements RouteRules, FloodRules {
    @Override
    public Set<String> protocolDoors() {
        return Set.of("GET /socket/websocket", "GET /test");
    }
}
