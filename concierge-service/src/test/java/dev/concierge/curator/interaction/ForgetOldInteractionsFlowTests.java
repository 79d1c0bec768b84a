package dev.concierge.curator.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.testsupport.FlowTest;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@FlowTest(topics = {"interactions", "users"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForgetOldInteractionsFlowTests {
    private final ForgetOldInteractions forget;
    private final Interactions interactions;
    private final JdbcClient jdbc;
    private final String guest = UUID.randomUUID().toString();

    ForgetOldInteractionsFlowTests(ForgetOldInteractions forget, Interactions interactions, JdbcClient jdbc) {
        this.forget = forget;
        this.interactions = interactions;
        this.jdbc = jdbc;
    }

    /** Others learn models from what is there. */
    @AfterEach
    void leaveNothing() {
        interactions.eraseOf(guest);
    }

    @Test
    void whatCameLongAgoIsForgottenAndNothingElse() {
        came(2_500, 401);
        came(10, 399);

        forget.run();

        assertThat(interactions.latestOf(guest, 100)).hasSize(10);
    }

    /** A log of former years that is told today is there to be learned from. */
    @Test
    void whatHappenedLongAgoAndCameTodayIsKept() {
        jdbc.sql("""
                INSERT INTO interactions (interaction_id, guest, item_id, type, taken_at)
                VALUES (gen_random_uuid(), ?, gen_random_uuid(), 'VIEW', '1997-12-01T00:00:00Z')
                """).param(guest).update();

        forget.run();

        assertThat(interactions.latestOf(guest, 100)).hasSize(1);
    }

    @Test
    void theOldestAreFoundByTheirAge() {
        came(10_000, 1);
        jdbc.sql("ANALYZE interactions").update();

        assertThat(plan("SELECT interaction_id FROM interactions WHERE received_at < now() - interval '6 days'"
                        + " ORDER BY received_at LIMIT 1000"))
                .contains("interactions_by_age")
                .doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void nothingIsForgottenWhileItMayComeAgain() {
        assertThatThrownBy(() -> new ForgetOldInteractions.InteractionSettings(Duration.ofDays(7)))
                .hasMessage("concierge.curator.interaction.kept: PT168H (expected: at least PT192H)");
    }

    private void came(int many, int daysAgo) {
        jdbc.sql("""
                INSERT INTO interactions (interaction_id, guest, item_id, type, taken_at, received_at)
                SELECT gen_random_uuid(), ?, gen_random_uuid(), 'VIEW', now(), now() - ? * interval '1 day'
                FROM generate_series(1, ?)
                """).params(guest, daysAgo, many).update();
    }

    private String plan(String sql) {
        return jdbc.sql("EXPLAIN " + sql).query(String.class).list().stream().collect(Collectors.joining("\n"));
    }
}
