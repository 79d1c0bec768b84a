package dev.concierge.resource.erasure;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.ResourceClient;
import dev.concierge.resource.shard.Shards;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest(topics = "users")
class ErasureFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private Shards shards;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    @Test
    void anErasedBusinessLeavesNothingAndItsIdIsNeverGivenAgain() {
        ResourceClient client = new ResourceClient(port);
        for (String id : new String[] {"r1", "r2"}) {
            client.send(POST, "leaving", "l", "", "{\"data\": {\"id\": \"" + id + "\"}}")
                    .expectStatus()
                    .isCreated();
        }
        OfferedPlace place = new OfferedPlace(port, "leaving").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID guest = UUID.randomUUID();
        Instant from = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(5, ChronoUnit.DAYS);
        ResourceClient booking = new ResourceClient(port, TestTokens.guest(guest));
        booking.exchange(POST, "/bookings", place.body(offer, from, 1))
                .expectStatus()
                .isCreated();
        await().atMost(PATIENCE)
                .untilAsserted(() -> booking.get("/bookings")
                        .expectBody()
                        .jsonPath("$.items[0].status")
                        .isEqualTo("held"));
        assertThat(json(client.exchange(DELETE, "/businesses/leaving", ""))
                        .path("state")
                        .asString())
                .isEqualTo("erasing");
        client.send(POST, "leaving", "l", "", "{\"data\": {}}").expectStatus().isEqualTo(409);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> client.get("/businesses/leaving").expectStatus().isNotFound());
        messages.await(
                "resources",
                "resource_deleted",
                data -> data.path("businessId").asString().equals("leaving")
                        && data.path("seq").asLong() == 4);
        messages.await(
                "businesses",
                "location.erased",
                data -> data.path("businessId").asString().equals("leaving")
                        && data.path("locationId").asString().equals("l"));
        messages.await(
                "businesses",
                "business.erased",
                data -> data.path("businessId").asString().equals("leaving"));
        assertThat(rows("leaving")).isZero();
        messages.await(
                "bookings",
                "booking.cancelled",
                data -> data.path("userId").asString().equals(guest.toString()));
        booking.get("/bookings").expectBody().jsonPath("$.items.length()").isEqualTo(0);
        // names stay taken, and who did what stays written down; the hub, which is not there in this test, is still to
        // hear of the changes
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tablesThatName("leaving"))
                        .containsExactlyInAnyOrder(
                                "public.channel_names", "public.hub_notifications", "platform.audit_log"));
        assertThat(json(client.send(POST, "leaving", "l", "", "{\"data\": {}}"))
                        .path("code")
                        .asString())
                .isEqualTo("name-taken");
    }

    @Test
    void whatIsParkedOfAnErasedLocationGoesAndNobodyElses() {
        ResourceClient client = new ResourceClient(port);
        for (String location : new String[] {"l", "l-l"}) {
            client.send(POST, "going", location, "", "{\"data\": {\"id\": \"r\"}}")
                    .expectStatus()
                    .isCreated();
        }
        park("going-l-menu", "{\"operation\": \"no\", \"businessId\": \"going\", \"locationId\": \"l\"}");
        park("going-l-wine", "no JSON");
        park("going-l-l-menu", "no JSON either");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parked("going")).hasSize(3));

        client.exchange(DELETE, "/businesses/going/locations/l", "")
                .expectStatus()
                .isAccepted();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parked("going")).containsExactly("going-l-l-menu"));
        messages.await(
                "businesses",
                "location.erased",
                data -> data.path("businessId").asString().equals("going")
                        && data.path("locationId").asString().equals("l"));
    }

    private void park(String key, String record) {
        messages.publishRaw("resource-operations", key, Map.of(), record.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> parked(String prefix) {
        return jdbc.sql("select key from platform.parked_message where starts_with(key, ?) order by key")
                .param(prefix)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private long rows(String business) {
        return shards.all().stream()
                .mapToLong(shard -> shard.asOps(() -> shard.jdbc()
                        .sql("""
                                select (select count(*) from tenant.resources where business_id = :b)
                                    + (select count(*) from tenant.operations where business_id = :b)
                                    + (select count(*) from tenant.changes where business_id = :b)
                                    + (select count(*) from tenant.location_numbers where business_id = :b)
                                    + (select count(*) from tenant.units where business_id = :b)
                                    + (select count(*) from tenant.offers where business_id = :b)
                                    + (select count(*) from tenant.bookings where business_id = :b)
                                    + (select count(*) from tenant.booking_steps where business_id = :b)
                                    + (select count(*) from tenant.claims where business_id = :b)
                                """)
                        .param("b", business)
                        .query(Long.class)
                        .single()))
                .sum();
    }

    /** As text or in bytes, in any column of any table but the tenants' own. */
    private List<String> tablesThatName(String business) {
        return jdbc.sql("""
                        select table_schema || '.' || table_name from information_schema.tables
                        where table_type = 'BASE TABLE'
                          and table_schema not in ('tenant', 'pg_catalog', 'information_schema')
                        """).query((row, _) -> row.getString(1)).list().stream()
                .filter(table -> jdbc.sql("select exists (select from " + table + " as t where t::text like :text "
                                + "or t::text like '%' || encode(convert_to(:business, 'UTF8'), 'hex') || '%')")
                        .param("text", "%" + business + "%")
                        .param("business", business)
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
