package dev.concierge.gateway.fleet;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class FleetController {
    private final FleetHealth health;

    FleetController(FleetHealth health) {
        this.health = health;
    }

    @Operation(summary = "Whether the gateway is up and which services it reaches")
    @GetMapping("/health")
    Mono<FleetView> health() {
        return health.states().map(states -> new FleetView("UP", states));
    }

    /** @param status of the gateway alone, which lives on when services do not */
    record FleetView(String status, Map<String, FleetHealth.State> services) {}
}
