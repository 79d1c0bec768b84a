package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class KnownGuestFlowTests extends UserServiceFlow {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void aServiceThatAsksAgainCostsTheDatabaseNothing() {
        String guest = registered(Map.of("firstName", "Ada"));
        String service = token("notification-hub");
        await().untilAsserted(() ->
                assertThat(get("/users/" + guest, service).at("/firstName")).isEqualTo("Ada"));
        jdbc.sql("UPDATE users SET first_name = 'unseen' WHERE user_id = ?::uuid")
                .param(guest)
                .update();
        jdbc.sql("UPDATE preferences SET preferences = jsonb_set(preferences, '{zone}', '\"Asia/Tokyo\"')"
                        + " WHERE user_id = ?::uuid")
                .param(guest)
                .update();

        assertThat(get("/users/" + guest, service).at("/firstName")).isEqualTo("Ada");
        assertThat(get("/users/contacts?userId=" + guest, service).at("/items/0/firstName"))
                .isEqualTo("Ada");
        assertThat(get("/users/" + guest, app()).at("/firstName")).isEqualTo("unseen");
        assertThat(get("/users/" + guest + "/preferences", service).at("/zone")).isEqualTo("UTC");
        String own = post("/users/" + guest + "/tokens", app(), null).at("/token");
        for (String other : new String[] {app(), operator(), own}) {
            assertThat(get("/users/" + guest + "/preferences", other).at("/zone"))
                    .isEqualTo("Asia/Tokyo");
        }
    }

    @Test
    void aChangeIsSeenOnceTheTopicTellsOfIt() {
        String guest = registered(Map.of("firstName", "Ada"));
        String service = token("notification-hub");
        get("/users/" + guest, service);
        call("PATCH", "/users/" + guest, app(), Map.of("firstName", "Grace"));
        put("/users/" + guest + "/preferences", app(), Map.of("zone", "Asia/Tokyo"));

        await().untilAsserted(() -> {
            assertThat(get("/users/" + guest, service).at("/firstName")).isEqualTo("Grace");
            assertThat(get("/users/contacts?userId=" + guest, service).at("/items/0/preferences/zone"))
                    .isEqualTo("Asia/Tokyo");
            assertThat(get("/users/" + guest + "/preferences", service).at("/zone"))
                    .isEqualTo("Asia/Tokyo");
        });
    }

    @Test
    void anErasedGuestIsKeptNowhere() {
        String guest = registered(Map.of());
        String service = token("notification-hub");
        get("/users/" + guest, service);
        call("DELETE", "/users/" + guest, app(), null);

        await().untilAsserted(() ->
                assertThat(get("/users/" + guest, service).status()).isEqualTo(404));
        assertThat(get("/users/contacts?userId=" + guest, service).json().at("/items"))
                .isEmpty();
        assertThat(get("/users/" + guest + "/preferences", service).status()).isEqualTo(404);
    }

    @Test
    void whoKnowsTheAnswerIsToldSo() {
        String guest = registered(Map.of());
        String service = token("notification-hub");
        for (String path :
                new String[] {"/users/" + guest, "/users/contacts?userId=" + guest, "/users/" + guest + "/preferences"
                }) {
            Answer first = get(path, service);

            assertThat(call("GET", path, service, null, "If-None-Match", first.header("ETag"))
                            .status())
                    .as(path)
                    .isEqualTo(304);
        }
    }
}
