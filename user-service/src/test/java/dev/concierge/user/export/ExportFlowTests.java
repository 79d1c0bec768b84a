package dev.concierge.user.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ExportFlowTests extends UserServiceFlow {
    /** When a guest's segments are looked at again; not what is known of them. And what is left of one who is gone. */
    private static final List<String> NOT_OF_THE_GUEST = List.of("segment_timers", "erasures", "erasure_receipts");

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aGuestGetsAllThatIsKeptHereAsOneFile() {
        String guest = registered(Map.of("firstName", "Ada", "attributes", Map.of("likes_much", List.of("wine"))));
        put("/users/" + guest + "/devices/phone", app(), Map.of("platform", "ios"));
        String own = post("/users/" + guest + "/tokens", app(), null).at("/token");

        Answer file = get("/users/" + guest + "/export", own);

        assertThat(file.status()).as(file.text()).isEqualTo(200);
        assertThat(file.header("Content-Disposition")).contains("guest-" + guest + ".json");
        JsonNode records = file.json().at("/records");
        assertThat(records.at("/users/0/firstName").asString()).isEqualTo("Ada");
        assertThat(records.at("/users/0/attributes/likes_much/0").asString()).isEqualTo("wine");
        assertThat(records.at("/preferences/0/preferences/email/transactional").asBoolean())
                .isTrue();
        assertThat(records.at("/devices/0/deviceId").asString()).isEqualTo("phone");
        assertThat(file.at("/elsewhere/0")).isEqualTo("/users/" + guest + "/events");
    }

    @Test
    void nobodyGetsAnothersFile() {
        String other =
                post("/users/" + registered(Map.of()) + "/tokens", app(), null).at("/token");

        assertThat(get("/users/" + registered(Map.of()) + "/export", other).status())
                .isEqualTo(404);
        assertThat(get("/users/00000000-0000-7000-8000-000000000000/export", app())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void noTableThatKnowsGuestsIsLeftOut() {
        List<String> tables = jdbc.sql("""
                SELECT table_name FROM information_schema.columns
                WHERE table_schema = 'public' AND column_name = 'user_id' ORDER BY 1
                """).query((row, _) -> String.valueOf(row.getString(1))).list();

        assertThat(tables)
                .filteredOn(table -> !NOT_OF_THE_GUEST.contains(table))
                .containsExactlyInAnyOrderElementsOf(GuestRecords.TABLES);
    }
}
