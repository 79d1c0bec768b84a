package dev.concierge.platform.reactive.observability;

import dev.concierge.platform.observability.HealthReport;
import dev.concierge.platform.observability.HealthReports;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Looks at what this service uses off the event loop. */
@RestController
class ReactiveHealthController {
    private final HealthReports reports;

    ReactiveHealthController(HealthReports reports) {
        this.reports = reports;
    }

    @GetMapping("/health")
    Mono<ResponseEntity<HealthReport>> health() {
        return Mono.fromSupplier(reports::answer).subscribeOn(Schedulers.boundedElastic());
    }
}
