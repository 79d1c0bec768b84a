package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.audit.AuditLog;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditLogFlowTests {
    private final Pod pod = Pod.of(Servers.environment()).start();
    private final AuditLog log = pod.bean(AuditLog.class);
    private final JdbcClient jdbc = pod.bean(JdbcClient.class);

    @AfterEach
    void stop() {
        pod.close();
    }

    @Test
    void rowsHoldOnToEachOtherHoweverManyAddAtOnce() {
        try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                add(operators, i);
            }
        }

        assertThat(jdbc.sql("SELECT count(*) FROM platform.audit_log")
                        .query(Integer.class)
                        .single())
                .isEqualTo(40);
        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE platform.audit_log SET actor = 'somebody else' WHERE seq = 2",
                "DELETE FROM platform.audit_log WHERE seq = 2",
                "TRUNCATE platform.audit_log"
            })
    void nothingIsChangedOrRemoved(String tampering) {
        addThree();

        assertThatThrownBy(() -> jdbc.sql(tampering).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    /** As the owner of the table may, with its triggers off. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE platform.audit_log SET actor = 'somebody else' WHERE seq = 2|2 changed",
                "UPDATE platform.audit_log SET at = at + interval '1 microsecond' WHERE seq = 3|3 changed",
                "DELETE FROM platform.audit_log WHERE seq = 2|3 rows before it are missing",
                "DELETE FROM platform.audit_log WHERE seq = 1|2 rows before it are missing",
                "UPDATE platform.audit_log a SET actor = 'x', hash = platform.audit_hash(ROW(seq, at, 'x', kind, action, target,"
                        + " outcome, trace, previous, hash)::platform.audit_log) WHERE seq = 2|3 does not follow the row before it"
            })
    void whatWasTamperedWithShows(String tampering, String fault) {
        addThree();
        jdbc.sql("ALTER TABLE platform.audit_log DISABLE TRIGGER USER").update();
        jdbc.sql(tampering).update();
        jdbc.sql("ALTER TABLE platform.audit_log ENABLE TRIGGER USER").update();

        assertThat(faults()).containsExactly(fault);
    }

    private void add(ExecutorService operators, int number) {
        operators.submit(() -> log.add(entry("op-" + number)));
    }

    private void addThree() {
        List.of("a", "b", "c").forEach(actor -> log.add(entry(actor)));
    }

    private static AuditLog.Entry entry(String actor) {
        return new AuditLog.Entry(actor, "operator", "DELETE /users/{userId}", "/users/1", "asked", "");
    }

    private List<String> faults() {
        return jdbc.sql("SELECT seq || ' ' || fault FROM platform.audit_faults() ORDER BY seq")
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }
}
