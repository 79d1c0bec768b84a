package dev.concierge.user.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.fleet.FleetService;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ErasureFlowTests extends UserServiceFlow {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void theReceiptIsCompleteWhenEveryServiceHasAnswered() {
        String guest = registered(Map.of());
        assertThat(get("/users/" + guest + "/erasure", app()).status()).isEqualTo(404);
        call("DELETE", "/users/" + guest, app(), null);

        await().untilAsserted(() -> assertThat(
                        get("/users/" + guest + "/erasure", app()).at("/receipts/0/service"))
                .isEqualTo("user-service"));
        assertThat(get("/users/" + guest + "/erasure", app()).at("/complete")).isEqualTo("false");
        others().stream().skip(1).forEach(service -> answered(guest, service.name()));
        FleetService last = others().getFirst();
        await().untilAsserted(() -> assertThat(get("/users/" + guest + "/erasure", app())
                        .json()
                        .at("/missing")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly(last.name()));
        answered(guest, last.name());

        await().untilAsserted(() -> {
            Answer receipt = get("/users/" + guest + "/erasure", app());
            assertThat(receipt.at("/complete")).as(receipt.text()).isEqualTo("true");
            assertThat(receipt.json().at("/missing")).isEmpty();
        });
    }

    @Test
    void tokensOfTheGuestEndAtOnce() {
        String guest = registered(Map.of());
        String token = post("/users/" + guest + "/tokens", app(), Map.of()).at("/token");
        assertThat(get("/users/" + guest, token).status()).isEqualTo(200);

        call("DELETE", "/users/" + guest, app(), null);

        await().untilAsserted(
                        () -> assertThat(get("/users/" + guest, token).status()).isEqualTo(401));
    }

    @Test
    void anAnswerToNothingIsKeptNowhere() {
        String nobody = UUID.randomUUID().toString();
        answered(nobody, "event-service");
        String guest = registered(Map.of());
        call("DELETE", "/users/" + guest, app(), null);
        await().untilAsserted(() -> assertThat(
                        get("/users/" + guest + "/erasure", app()).json().at("/receipts"))
                .isNotEmpty());

        assertThat(get("/users/" + nobody + "/erasure", app()).status()).isEqualTo(404);
    }

    /** Looked for in every column of every table, as text. */
    @Test
    void nothingThatOnlyTheGuestWouldSayIsLeftInTheDatabase() {
        String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        String guest = registered(Map.of(
                "email",
                canary + "@example.com",
                "firstName",
                canary,
                "mainDeviceId",
                canary,
                "attributes",
                Map.of("note", Map.of("deep", List.of(canary))),
                "personalAttributes",
                List.of("note")));
        put("/users/" + guest + "/devices/" + canary, app(), Map.of("platform", "ios", "pushToken", canary));
        post("/users/" + guest + "/aliases", app(), Map.of("alias", "crm-" + canary));
        post("/users/identify", app(), Map.of("anonymousId", "visitor-" + canary, "userId", guest));
        put("/users/" + guest + "/grants", operator(), Map.of("grants", List.of("expert")));
        String now = clock.instant().toString();
        messages.publish(
                "events",
                guest,
                "event.captured",
                Map.of(
                        "eventId",
                        UUID.randomUUID(),
                        "userId",
                        guest,
                        "eventName",
                        "said",
                        "eventAt",
                        now,
                        "receivedAt",
                        now,
                        "attributes",
                        Map.of("note", canary)));
        await().untilAsserted(() -> assertThat(tablesWith(canary)).contains("public.guest_facts"));
        messages.publishRaw(
                "interactions",
                guest,
                Map.of(
                        "ce_type",
                        "interaction.captured",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/x"),
                ("{\"type\":\"" + canary + "\"}").getBytes(StandardCharsets.UTF_8));
        await().untilAsserted(() -> assertThat(tablesWith(canary))
                .contains("platform.parked_message", "public.devices", "public.user_aliases", "public.users"));

        call("DELETE", "/users/" + guest, app(), null);

        await().untilAsserted(() -> assertThat(tablesWith(canary)).isEmpty());
        List<TestMessage> told = messages.received("users");
        assertThat(told).noneMatch(message -> message.data().toString().contains(canary));
    }

    private List<String> tablesWith(String canary) {
        return jdbc.sql("""
                SELECT schemaname || '.' || tablename FROM pg_tables
                WHERE schemaname IN ('public', 'platform')
                    AND query_to_xml(format('SELECT 1 FROM %I.%I t WHERE t::text LIKE %L OR t::text LIKE %L LIMIT 1',
                        schemaname, tablename, '%' || :canary || '%', '%' || :hex || '%'), true, false, '')::text LIKE '%<row%'
                ORDER BY 1
                """)
                .param("canary", canary)
                .param("hex", HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8)))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private void answered(String guest, String service) {
        messages.publish(
                "erasures",
                guest,
                "erasure.done",
                Map.of(
                        "subject",
                        guest,
                        "service",
                        service,
                        "reader",
                        "",
                        "erasedAt",
                        clock.instant().toString()));
    }
}
