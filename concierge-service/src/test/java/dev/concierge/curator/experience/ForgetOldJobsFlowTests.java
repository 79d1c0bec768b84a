package dev.concierge.curator.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.testsupport.FlowTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@FlowTest(topics = {"interactions", "users"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForgetOldJobsFlowTests {
    private final ForgetOldJobs forget;
    private final ExperienceJobs jobs;
    private final JdbcClient jdbc;
    private final String actor = UUID.randomUUID().toString();

    ForgetOldJobsFlowTests(ForgetOldJobs forget, ExperienceJobs jobs, JdbcClient jdbc) {
        this.forget = forget;
        this.jobs = jobs;
        this.jdbc = jdbc;
    }

    @AfterEach
    void leaveNothing() {
        jdbc.sql("DELETE FROM experience_jobs WHERE actor = ?").param(actor).update();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"FAILED", "CANCELLED"})
    void whatCameToNothingLongAgoIsForgotten(Status status) {
        UUID old = job(status, 401);
        UUID recent = job(status, 399);

        forget.run();

        assertThat(jobs.find(old)).isEmpty();
        assertThat(jobs.find(recent)).isPresent();
    }

    /** By it its experience is changed, withdrawn and erased; what waits for somebody or is under way is no history. */
    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"FAILED", "CANCELLED"},
            mode = EnumSource.Mode.EXCLUDE)
    void anyOtherStaysHoweverOld(Status status) {
        UUID old = job(status, 4_000);

        forget.run();

        assertThat(jobs.find(old)).isPresent();
    }

    @Test
    void moreThanOneSliceIsForgotten() {
        job(Status.FAILED, 401);
        jdbc.sql("""
                INSERT INTO experience_jobs SELECT (jsonb_populate_record(old, jsonb_build_object('request_id', gen_random_uuid()))).*
                FROM experience_jobs AS old, generate_series(1, 2500) WHERE old.actor = ?
                """).param(actor).update();

        forget.run();

        assertThat(jobs.list(new ExperienceJobs.Wanted(null, actor, null, null, null, List.of()), new UUID(-1, -1), 10))
                .isEmpty();
    }

    @Test
    void nothingIsForgottenWhileItMayComeAgain() {
        Duration any = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new JobSettings(1, any, any, any, any, List.of(), List.of(), Duration.ofDays(7)))
                .hasMessage("concierge.curator.job.kept: PT168H (expected: at least PT192H)");
    }

    /** Leased to nobody that is here, and due when no test runs any more. */
    private UUID job(Status status, int daysAgo) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO experience_jobs (request_id, generation, status, step, actor, capacity, consent, attempts, due_at,
                    leased_until, epoch, version, step_since, created_at, updated_at)
                VALUES (:id, 1, :status, 'NAME', :actor, 'self', 'NOT_NEEDED', 0, now() + interval '1 day',
                    now() + interval '1 day', 0, 1, now(), now() - :ago * interval '1 day', now() - :ago * interval '1 day')
                """)
                .param("id", id)
                .param("status", status.name())
                .param("actor", actor)
                .param("ago", daysAgo)
                .update();
        return id;
    }
}
