package dev.concierge.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditFlowTests extends UserServiceFlow {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatAnOperatorChangesIsWrittenDownAndWhatAClientDoesIsNot() {
        String ada = registered(Map.of());
        get("/users/" + ada, operator());
        call("DELETE", "/users/" + ada, operator(), null);

        await().untilAsserted(() -> assertThat(rows(ada))
                .containsExactly(
                        "cli operator DELETE /users/{userId} asked", "cli operator DELETE /users/{userId} 204"));
    }

    /** It cannot be taken back: somebody will ask who did it. */
    @Test
    void aGuestsErasureByAClientIsWrittenDown() {
        String ada = registered(Map.of());
        call("DELETE", "/users/" + ada, app(), null);
        call("DELETE", "/users/" + ada, app(), null);

        await().untilAsserted(() -> assertThat(rows(ada).stream().map(row -> row.replaceFirst("^\\S+ ", "")))
                .containsExactly(
                        "client DELETE /users/{userId} asked",
                        "client DELETE /users/{userId} 204",
                        "client DELETE /users/{userId} asked",
                        "client DELETE /users/{userId} 404"));
    }

    @Test
    void soIsWhatWasRefused() {
        String nobody = "00000000-0000-7000-8000-000000000000";
        call("DELETE", "/users/" + nobody, operator(), null);

        // what came of it is written as the answer leaves
        await().untilAsserted(() -> assertThat(rows(nobody)).last().asString().endsWith(" 404"));
    }

    @Test
    void theLogIsReadByActorAndTargetTheNewestFirst() {
        String ada = registered(Map.of());
        call("DELETE", "/users/" + ada, operator(), null);

        await().until(() -> rows(ada).size() == 2);

        Answer first = get("/ops/audit?actor=cli&limit=1&target=/users/" + ada, operator());
        Answer second = get(
                "/ops/audit?actor=cli&limit=1&target=/users/" + ada + "&cursor="
                        + URLEncoder.encode(first.at("/next"), StandardCharsets.UTF_8),
                operator());

        assertThat(first.at("/items/0/outcome")).isEqualTo("204");
        assertThat(second.at("/items/0/outcome")).isEqualTo("asked");
        assertThat(second.json().path("next").isString()).isFalse();
        assertThat(get("/ops/audit?actor=nobody", operator()).json().path("items"))
                .isEmpty();
        assertThat(get("/ops/audit?target=/users/" + ada + "&to=2020-01-01T00:00:00Z", operator())
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(get("/ops/audit?target=/user_/" + ada, operator()).json().path("items"))
                .as("a beginning, meant literally")
                .isEmpty();
        assertThat(get("/ops/audit", app()).status()).isEqualTo(403);
    }

    private List<String> rows(String target) {
        return jdbc.sql("SELECT actor || ' ' || kind || ' ' || action || ' ' || outcome FROM platform.audit_log"
                        + " WHERE target LIKE ? ORDER BY seq")
                .param("%" + target)
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }
}
