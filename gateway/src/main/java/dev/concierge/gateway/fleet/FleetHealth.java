package dev.concierge.gateway.fleet;

import dev.concierge.gateway.route.Routes;
import dev.concierge.gateway.route.ServiceCopies;
import dev.concierge.platform.fleet.FleetService;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Asks every service whether it is ready, all at once and never longer than a second, and remembers it for two. */
@Component
class FleetHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration AT_MOST = PATIENCE.multipliedBy(2);

    private final ServiceCopies copies;
    private final HttpClient client = HttpClient.create().responseTimeout(PATIENCE);
    private final Mono<Map<FleetService, Status>> statuses;

    FleetHealth(ServiceCopies copies) {
        this.copies = copies;
        this.statuses = Mono.defer(this::asked).cache(FRESH);
    }

    /** Up when ready, out of service when it answers that it is not, down when it does not answer. */
    Status of(FleetService service) {
        Map<FleetService, Status> known = statuses.block(AT_MOST);
        return known == null ? Status.UNKNOWN : known.getOrDefault(service, Status.UNKNOWN);
    }

    private Mono<Map<FleetService, Status>> asked() {
        return Flux.fromIterable(Routes.SERVICES)
                .flatMap(service -> ask(service).map(status -> Map.entry(service, status)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** A service is as well as the best of its copies. */
    private Mono<Status> ask(FleetService service) {
        return Flux.fromIterable(copies.of(service))
                .flatMap(this::ask)
                .reduce((one, other) -> one.equals(Status.UP) || other.equals(Status.DOWN) ? one : other);
    }

    private Mono<Status> ask(URI copy) {
        return client.get()
                .uri(copy.resolve("/readyz").toString())
                .response()
                .map(answer -> answer.status().code() == 200 ? Status.UP : Status.OUT_OF_SERVICE)
                .timeout(PATIENCE)
                .onErrorReturn(Status.DOWN);
    }
}
