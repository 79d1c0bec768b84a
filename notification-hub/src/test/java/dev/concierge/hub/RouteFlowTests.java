package dev.concierge.hub;

import dev.concierge.testsupport.RouteRules;
import java.util.Set;

class RouteFlowTests extends HubFlow implements RouteRules {
    @Override
    public Set<String> protocolDoors() {
        return Set.of("GET /socket/websocket", "GET /test");
    }
}
