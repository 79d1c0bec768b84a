package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.user.UserServiceFlow;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the list of very many guests is read: by index, whatever the page. */
class UserListFlowTests extends UserServiceFlow {
    private static final String MIDDLE = "00000000-0000-7000-8000-000000005000";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EntityManagerFactory factory;

    @BeforeEach
    void thereAreTenThousandGuests() {
        jdbc.sql("""
                INSERT INTO users (user_id, version, details_version, first_name, last_name, email, email_key,
                    is_active, attributes, personal_attributes, registered_at, updated_at, shard)
                SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 0, 0, 'First' || n,
                    'Last' || n, 'guest' || n || '@many.example', 'guest' || n || '@many.example',
                    true, '{}', '[]', now(), now(), n % 256
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
        assertThat(plan(new UserFilter("Guest77@many.example", null), "guest77@many.example"))
                .contains("users_email_key")
                .doesNotContain("Seq Scan");
    }

    @Test
    void aBeginningIsFoundByIndexes() {
        assertThat(plan(new UserFilter(null, "guest77"), "guest77%", "guest77%", "guest77%"))
                .contains("users_email ", "users_last_name", "users_name")
                .doesNotContain("Seq Scan");
        assertThat(get("/users?q=guest77&limit=200", app()).json().at("/items")).hasSize(111);
    }

    @Test
    void aBeginningIsMeantLiterally() {
        registered(Map.of("lastName", "100%_\\Zweig"));

        assertThat(get("/users?q=" + encoded("100%_\\zw"), app()).json().at("/items"))
                .hasSize(1);
        assertThat(get("/users?q=" + encoded("100_"), app()).json().at("/items"))
                .isEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Of the statement that Hibernate makes of the filter, with these values in the places of its parameters. */
    private String plan(UserFilter filter, Object... values) {
        List<String> statements = new ArrayList<>();
        try (Session session = factory.unwrap(SessionFactory.class)
                .withOptions()
                .statementInspector((UnaryOperator<String>) sql -> {
                    statements.add(sql);
                    return sql;
                })
                .openSession()) {
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaQuery<User> query = builder.createQuery(User.class);
            Root<User> user = query.from(User.class);
            query.where(filter.toPredicate(user, query, builder))
                    .orderBy(builder.desc(user.get("id").get("value")));
            session.createSelectionQuery(query).setMaxResults(51).getResultList();
        }
        return jdbc.sql("EXPLAIN " + statements.getFirst()).params(values).param(51).query(String.class).list().stream()
                .collect(Collectors.joining("\n"));
    }

    private String plan(String rest) {
        return jdbc.sql("EXPLAIN SELECT * FROM users " + rest).query(String.class).list().stream()
                .collect(Collectors.joining("\n"));
    }
}
