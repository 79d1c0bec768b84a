package dev.concierge.resource;

import static dev.concierge.resource.ResourceClient.json;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.time.Instant;
import java.util.UUID;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** A business with an offer, and those who book it. */
public final class OfferedPlace {
    private static final String TERMS = """
            {"name": "Kayak tour", "requires": [{"anyOf": [%s], "shared": %s}], "party": {"min": 1, "max": 8},
             "durations": ["PT1H", "PT2H"], "step": "PT30M",
             "opening": {"weekly": [{"days": ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY",
                "SUNDAY"], "from": "00:00", "to": "00:00"}], "rules": [], "exceptions": []},
             "hold": "PT10M", "prepaid": %s,
             "price": {"currency": "EUR", "charges": [{"name": "Kayak", "per": "HOUR", "amount": 4000}],
                "taxes": [{"name": "VAT", "basisPoints": 1900, "included": true}],
                "shares": [{"to": "expert:ada", "basisPoints": 1000}]},
             "cancellation": [{"before": "P1D", "refundBasisPoints": 10000}, {"before": "PT2H", "refundBasisPoints": 5000}]}
            """;

    private final ResourceClient tenant;
    private final String business;

    public OfferedPlace(int port, String business) {
        this.tenant = new ResourceClient(port);
        this.business = business;
    }

    public static String terms(boolean shared, boolean prepaid, String... units) {
        return TERMS.formatted("\"" + String.join("\", \"", units) + "\"", shared, prepaid);
    }

    public OfferedPlace with(String unit, int capacity) {
        tenant.exchange(
                        PUT,
                        "/businesses/" + business + "/locations/l/units/" + unit,
                        "{\"name\": \"" + unit + "\", \"capacity\": " + capacity + "}")
                .expectStatus()
                .isOk();
        return this;
    }

    public UUID offer(String terms) {
        ResponseSpec added = tenant.exchange(
                POST,
                "/offers",
                "{\"businessId\": \"" + business + "\", \"locationId\": \"l\", \"terms\": " + terms + "}");
        added.expectStatus().isCreated();
        return UUID.fromString(json(added).path("offerId").asString());
    }

    public String body(UUID offer, Instant from, int party) {
        return "{\"businessId\": \"" + business + "\", \"offerId\": \"" + offer + "\", \"from\": \"" + from
                + "\", \"party\": " + party + "}";
    }

    public String path(UUID booking) {
        return "/bookings/" + business + "/" + booking;
    }
}
