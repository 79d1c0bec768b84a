package dev.concierge.datemaker.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How the list of an event's very many guests is read. */
@FlowTest(topics = {"bookings", "notifications", "users"})
class RegistrationListFlowTests {
    private static final UUID EVENT = UUID.randomUUID();
    private static final UUID GUEST = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");

    @Autowired
    private EntityManagerFactory factory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aPageIsReadInItsOrderFromAnIndex() {
        List<String> plan = Objects.requireNonNull(transaction.execute(_ -> {
            // the planner's choice must not depend on how few there are here
            jdbc.sql("set local enable_seqscan = off").update();
            jdbc.sql("set local enable_sort = off").update();
            return jdbc.sql("explain " + statement())
                    .params(EVENT, AT.atOffset(ZoneOffset.UTC), GUEST, 51)
                    .query(String.class)
                    .list();
        }));

        assertThat(String.join("\n", plan)).contains("registrations_of_event").doesNotContain("Sort", "Seq Scan");
    }

    /** As Hibernate makes it of the query. */
    private String statement() {
        List<String> statements = new ArrayList<>();
        try (Session session = factory.unwrap(SessionFactory.class)
                .withOptions()
                .statementInspector((UnaryOperator<String>) sql -> {
                    statements.add(sql);
                    return sql;
                })
                .openSession()) {
            session.createSelectionQuery(Registrations.PAGE, Registration.class)
                    .setParameter("event", EVENT)
                    .setParameter("at", AT)
                    .setParameter("user", GUEST)
                    .setMaxResults(51)
                    .getResultList();
        }
        return statements.getFirst();
    }
}
