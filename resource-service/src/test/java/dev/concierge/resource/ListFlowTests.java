package dev.concierge.resource;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.ListPlans;
import dev.concierge.testsupport.ListRules;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Of tenants in the service's own database, where one shard always lies; further ones have its tables and its statements. */
@FlowTest(topics = "users")
@Import(ListPlans.class)
class ListFlowTests implements ListRules {
    @LocalServerPort
    private int port;

    @BeforeEach
    void thereIsABusinessWithALocation() {
        var _ = new OfferedPlace(port, UNKNOWN).with("k", 4);
    }

    @Override
    public Map<String, String> values() {
        return Map.of(
                "location", "l",
                "locationId", "l",
                "X-Location-ID", "l",
                "businessAndLocation", UNKNOWN + "-l",
                "type", "menu",
                "X-Resource-Type", "menu",
                "status", "confirmed");
    }

    @Override
    public Map<String, String> readOtherwise() {
        return Map.of(
                "/bookings as service", "it names the guest, whose list is then the one that the guest reads",
                "/resources/{businessAndLocation}?id", "one resource, and there must be one");
    }
}
