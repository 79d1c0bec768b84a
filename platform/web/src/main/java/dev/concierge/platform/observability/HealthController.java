package dev.concierge.platform.observability;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class HealthController {
    private final HealthReports reports;

    public HealthController(HealthReports reports) {
        this.reports = reports;
    }

    @GetMapping("/health")
    public ResponseEntity<HealthReport> health() {
        HealthReport report = reports.current();
        return ResponseEntity.status(report.isDown() ? 503 : 200).body(report);
    }
}
