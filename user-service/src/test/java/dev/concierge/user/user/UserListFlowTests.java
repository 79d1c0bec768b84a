package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.user.UserServiceFlow;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the list of very many guests is read: by index, whatever the page. */
class UserListFlowTests extends UserServiceFlow {
    private static final String MIDDLE = "00000000-0000-7000-8000-000000005000";

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void thereAreTenThousandGuests() {
        jdbc.sql("""
                INSERT INTO users (user_id, version, details_version, first_name, last_name, email, email_key,
                    is_active, attributes, personal_attributes, registered_at, updated_at)
                SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 0, 0, 'First' || n,
                    'Last' || n, 'guest' || n || '@many.example', 'guest' || n || '@many.example',
                    true, '{}', '[]', now(), now()
                FROM generate_series(1, 10000) AS n ON CONFLICT DO NOTHING
                """).update();
        jdbc.sql("ANALYZE users").update();
    }

    @Test
    void aPageInTheMiddleIsReadFromTheKey() {
        assertThat(plan("WHERE user_id < '" + MIDDLE + "' ORDER BY user_id DESC LIMIT 51"))
                .contains("users_pkey")
                .doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void anAddressIsFoundByItsIndex() {
        String condition =
                new UserFilter("Guest77@many.example", null).condition().replace(":email", "'guest77@many.example'");

        assertThat(plan("WHERE true" + condition + " ORDER BY user_id DESC LIMIT 51"))
                .contains("users_email_key")
                .doesNotContain("Seq Scan");
    }

    @Test
    void aBeginningIsFoundByIndexes() {
        String condition = new UserFilter(null, "guest77").condition().replace(":q", "'guest77%'");

        assertThat(plan("WHERE true" + condition + " ORDER BY user_id DESC LIMIT 51"))
                .contains("users_email ", "users_last_name", "users_name")
                .doesNotContain("Seq Scan");
        assertThat(get("/users?q=guest77&limit=200", app()).json().at("/items")).hasSize(111);
    }

    private String plan(String rest) {
        return jdbc.sql("EXPLAIN SELECT * FROM users " + rest).query(String.class).list().stream()
                .collect(Collectors.joining("\n"));
    }
}
