package dev.concierge.curator.curation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@FlowTest(topics = {"interactions", "users"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForgetOldCurationsFlowTests {
    private final ForgetOldCurations forget;
    private final JdbcClient jdbc;
    private final String guest = UUID.randomUUID().toString();

    ForgetOldCurationsFlowTests(ForgetOldCurations forget, JdbcClient jdbc) {
        this.forget = forget;
        this.jdbc = jdbc;
    }

    @AfterEach
    void leaveNothing() {
        jdbc.sql("DELETE FROM curations WHERE guest = ?").param(guest).update();
    }

    @Test
    void whatWasMadeLongAgoIsForgottenAndNothingElse() {
        made(2_500, 31);
        made(10, 29);

        forget.run();

        assertThat(jdbc.sql("SELECT count(*) FROM curations WHERE guest = ?")
                        .param(guest)
                        .query(Long.class)
                        .single())
                .isEqualTo(10);
    }

    private void made(int many, int daysAgo) {
        jdbc.sql("""
                INSERT INTO curations (curation_id, guest, made_by, seed, inputs, propensities, made_at)
                SELECT gen_random_uuid(), ?, 'test', 0, '{}'::jsonb, '{}'::jsonb, now() - ? * interval '1 day'
                FROM generate_series(1, ?)
                """).params(guest, daysAgo, many).update();
    }
}
