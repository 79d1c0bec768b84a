package dev.concierge.gateway.fleet;

import dev.concierge.gateway.route.FleetService;
import dev.concierge.gateway.route.RouteSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Asks every service whether it is ready, all at once and never longer than a second, and remembers it for two. */
@Component
class FleetHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final RouteSettings settings;
    private final HttpClient client = HttpClient.create().responseTimeout(PATIENCE);
    private final Mono<Map<String, State>> states;

    FleetHealth(RouteSettings settings) {
        this.settings = settings;
        this.states = Mono.defer(this::asked).cache(FRESH);
    }

    /** By the service's name, sorted. */
    Mono<Map<String, State>> states() {
        return states;
    }

    private Mono<Map<String, State>> asked() {
        return Flux.fromIterable(Arrays.asList(FleetService.values()))
                .flatMap(service -> stateOf(service).map(state -> Map.entry(service.id(), state)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
    }

    private Mono<State> stateOf(FleetService service) {
        return client.get()
                .uri(settings.urlOf(service).resolve("/readyz"))
                .response()
                .map(answer -> answer.status().code() == 200 ? State.READY : State.NOT_READY)
                .timeout(PATIENCE)
                .onErrorReturn(State.UNREACHABLE);
    }

    /** As shown by {@code /health}. */
    enum State {
        READY,
        NOT_READY,
        UNREACHABLE
    }
}
