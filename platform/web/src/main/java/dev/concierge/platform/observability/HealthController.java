package dev.concierge.platform.observability;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthController {
    private final HealthReports reports;

    HealthController(HealthReports reports) {
        this.reports = reports;
    }

    @GetMapping("/health")
    ResponseEntity<HealthReport> health() {
        return reports.answer();
    }
}
