package dev.concierge.curator.experience;

import static dev.concierge.curator.CuratorClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.curator.CuratorClient;
import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Workers that end before and after each call and each commit, services that are away, calls that come too late: whatever
 * happens, there is one experience in the end or nothing at all. The service itself works on no job here, the tests do.
 */
@FlowTest(
        topics = {"interactions", "users"},
        properties = {"CONCIERGE_CURATOR_JOB_AT_ONCE=0", "CONCIERGE_CURATOR_JOB_PATIENCE=10m"})
class SagaDrillFlowTests {
    private static final OtherServices OTHERS = new OtherServices();
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final String ada = UUID.randomUUID().toString();
    private final String name = "Drill " + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private ExperienceJobs jobs;

    @Autowired
    private List<Participant> participants;

    @Autowired
    private AdvanceJob.Local local;

    @Autowired
    private TellOfJob tell;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JobSettings settings;

    @Autowired
    private JobMetrics metrics;

    @Autowired
    private TestClock clock;

    @Autowired
    private TestMessages messages;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry registry) {
        OTHERS.register(registry);
    }

    @AfterEach
    void up() {
        OTHERS.up();
        clock.set(Clock.systemUTC().instant()); // tokens know no other time
        jdbc.sql("UPDATE experience_jobs SET status = 'FAILED' WHERE status IN ('RUNNING', 'UNDOING')")
                .update();
    }

    /** Where a worker ends: such as {@code before make OFFER} or {@code after commit 2}. */
    static Stream<String> pointsOfMaking() {
        List<String> points = new ArrayList<>();
        for (Step step : List.of(Step.OFFER, Step.INFO, Step.ACTIVATION)) {
            points.add("before make " + step);
            points.add("after make " + step);
        }
        for (int commit = 1; commit <= 4; commit++) {
            points.add("before commit " + commit);
            points.add("after commit " + commit);
        }
        return points.stream();
    }

    static Stream<String> pointsOfUndoing() {
        List<String> points = new ArrayList<>();
        for (Step step : List.of(Step.OFFER, Step.INFO, Step.ACTIVATION)) {
            points.add("before undo " + step);
            points.add("after undo " + step);
        }
        points.add("before commit 1");
        points.add("after commit 1");
        return points.stream();
    }

    /** Where a worker holds no lock, before all is done. */
    static Stream<String> pointsBetween() {
        return pointsOfMaking().filter(point -> !point.startsWith("before commit") && !point.equals("after commit 4"));
    }

    @ParameterizedTest
    @MethodSource("pointsOfMaking")
    void aWorkerThatEndsAnywhereIsFollowedByOneThatFinishes(String point) {
        UUID id = post();

        end(id, point);
        assertThat(claim()).isEmpty();
        follow();

        assertThat(status(id)).isEqualTo(Status.DONE);
        assertOneExperience(id);
    }

    @ParameterizedTest
    @MethodSource("pointsOfMaking")
    void whatIsCancelledAfterAWorkerEndedLeavesNothing(String point) {
        UUID id = post();

        end(id, point);
        client().as(TestTokens.guest(ada), "DELETE", "/experiences/" + id, null)
                .expectStatus()
                .isAccepted();
        follow();

        assertThat(status(id)).isEqualTo(Status.CANCELLED);
        assertNothing(id);
    }

    @ParameterizedTest
    @MethodSource("pointsOfUndoing")
    void aWorkerThatEndsWhileItTakesBackIsFollowedByOneThatFinishes(String point) {
        UUID id = post();
        follow();
        client().as(TestTokens.guest(ada), "DELETE", "/experiences/" + id, null)
                .expectStatus()
                .isAccepted();

        end(id, point);
        follow();

        assertThat(status(id)).isEqualTo(Status.CANCELLED);
        assertNothing(id);
    }

    /** It was stopped right before a call, and goes on when all is over. */
    @ParameterizedTest
    @MethodSource("pointsBetween")
    void aCallThatComesAfterTheJobWasTakenBackMakesNothing(String point) {
        UUID id = post();
        ExperienceJob stopped = claim().getFirst();
        Faults faults = new Faults(point, () -> {
            client().as(TestTokens.guest(ada), "POST", "/jobs/" + id + "/cancel", null)
                    .expectStatus()
                    .isAccepted();
            follow();
            assertThat(status(id)).isEqualTo(Status.CANCELLED);
        });

        worker(faults).advance(stopped);

        assertThat(status(id)).isEqualTo(Status.CANCELLED);
        assertNothing(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource", "journey"})
    void aServiceThatIsAwayForAMinuteIsWaitedFor(String service) {
        UUID id = post();
        OTHERS.down(service);
        tryForAMinute();
        ExperienceJob waiting = jobs.find(id).orElseThrow();
        assertThat(waiting.state().status()).isEqualTo(Status.RUNNING);
        assertThat(waiting.state().step()).isEqualTo(service.equals("resource") ? Step.OFFER : Step.INFO);
        assertThat(waiting.state().attempts()).isGreaterThan(3);

        OTHERS.up();
        followTo(id, Status.DONE);

        assertOneExperience(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource", "journey"})
    void whatIsCancelledWhileAServiceIsAwayIsTakenBackOnceItIsBack(String service) {
        UUID id = post();
        OTHERS.down(service);
        claim().forEach(job -> worker(Faults.NONE).advance(job));
        client().as(TestTokens.guest(ada), "DELETE", "/experiences/" + id, null)
                .expectStatus()
                .isAccepted();
        tryForAMinute();
        assertThat(status(id)).isEqualTo(Status.UNDOING);

        OTHERS.up();
        followTo(id, Status.CANCELLED);

        assertNothing(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource", "journey"})
    void whatIsTakenBackLaterIsTakenBackWhollyThoughAServiceIsAwayForAMinute(String service) {
        UUID id = post();
        follow();
        assertOneExperience(id);
        OTHERS.down(service);
        client().as(TestTokens.guest(ada), "DELETE", "/experiences/" + id, null)
                .expectStatus()
                .isAccepted();
        tryForAMinute();
        assertThat(status(id)).isEqualTo(Status.UNDOING);

        OTHERS.up();
        followTo(id, Status.CANCELLED);

        assertNothing(id);
    }

    private void tryForAMinute() {
        Instant back = clock.instant().plusSeconds(60);
        while (clock.instant().isBefore(back)) {
            claim().forEach(job -> worker(Faults.NONE).advance(job));
            clock.advance(Duration.ofSeconds(3));
        }
    }

    @Test
    void whatWasTriedForTheWholePatienceIsTakenBackAndCanBeTriedAnew() {
        UUID id = post();
        OTHERS.down("resource");
        OTHERS.down("journey");
        claim().forEach(job -> worker(Faults.NONE).advance(job));
        clock.advance(settings.patience().plusMinutes(1));
        claim().forEach(job -> worker(Faults.NONE).advance(job));
        assertThat(status(id)).isEqualTo(Status.UNDOING);
        OTHERS.up();
        followTo(id, Status.FAILED);
        assertNothing(id);

        client().as(TestTokens.guest(ada), "POST", "/jobs/" + id + "/retry", null)
                .expectStatus()
                .isAccepted();
        follow();

        assertThat(status(id)).isEqualTo(Status.DONE);
        assertOneExperience(id);
    }

    private UUID post() {
        String image = keepImage();
        String boat = keepImage();
        return UUID.fromString(
                json(client().as(TestTokens.guest(ada), "POST", "/experiences", Wishes.pictured(name, image, boat))
                                .expectStatus()
                                .isAccepted())
                        .path("requestId")
                        .asString());
    }

    /** As if it had been uploaded. */
    private String keepImage() {
        String id = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
        jdbc.sql("INSERT INTO content (content_id, media_type, width, height, bytes, uploader, uploaded_at, since)"
                        + " VALUES (?, 'image/jpeg', 1, 1, 1, ?, now(), now())")
                .params(id, ada)
                .update();
        return id;
    }

    /** Lets a worker end at the point, and its lease run out later. */
    private void end(UUID id, String point) {
        ExperienceJob job = claim().getFirst();
        assertThat(job.requestId()).isEqualTo(id);
        AdvanceJob worker = worker(new Faults(point, () -> {
            throw new WorkerEnded();
        }));
        assertThatThrownBy(() -> worker.advance(job)).isInstanceOf(WorkerEnded.class);
    }

    private void follow() {
        clock.advance(LEASE.plusSeconds(1));
        claim().forEach(job -> worker(Faults.NONE).advance(job));
    }

    private List<ExperienceJob> claim() {
        Instant now = clock.instant();
        return jobs.claim(now, now.plus(LEASE), 10);
    }

    /** Again and again, but slowly: a circuit that is still open costs an attempt, and closes by the machine's time. */
    private void followTo(UUID id, Status end) {
        await().pollInterval(OtherServices.CIRCUIT_OPEN.multipliedBy(5))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    follow();
                    assertThat(status(id)).isEqualTo(end);
                });
    }

    private AdvanceJob worker(Faults faults) {
        return new AdvanceJob(
                jobs,
                participants.stream().map(faults::around).toList(),
                local,
                tell,
                faults.around(transaction),
                settings,
                metrics,
                clock);
    }

    private Status status(UUID id) {
        return jobs.find(id).orElseThrow().state().status();
    }

    private void assertOneExperience(UUID id) {
        ExperienceJob job = jobs.find(id).orElseThrow();
        assertThat(OTHERS.offersNamed(name)).singleElement().matches(OtherServices.Offer::active);
        assertThat(OTHERS.infosNamed(name)).hasSize(1);
        assertThat(count("SELECT count(*) FROM items WHERE title = ?", name)).isEqualTo(1);
        assertThat(count("SELECT count(*) FROM experience_names WHERE request_id = ?", id))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM content_holds WHERE holder = ?", id))
                .as("its image and its boat's")
                .isEqualTo(2);
        messages.await(
                "experiences",
                "experience.created",
                data -> data.path("experienceId")
                        .asString()
                        .equals(job.experienceId().toString()));
        assertThat(messages.received("experiences"))
                .filteredOn(message -> message.data().path("name").asString("").equals(name))
                .hasSize(1);
    }

    private void assertNothing(UUID id) {
        assertThat(OTHERS.offersNamed(name)).isEmpty();
        assertThat(OTHERS.infosNamed(name)).isEmpty();
        assertThat(count("SELECT count(*) FROM items WHERE title = ?", name)).isZero();
        assertThat(count("SELECT count(*) FROM experience_names WHERE request_id = ?", id))
                .isZero();
        assertThat(count("SELECT count(*) FROM content_holds WHERE holder = ?", id))
                .isZero();
    }

    private int count(String sql, Object parameter) {
        return jdbc.sql(sql).param(parameter).query(Integer.class).single();
    }

    private CuratorClient client() {
        return new CuratorClient(port);
    }

    /** The process is gone: nothing catches it. */
    private static final class WorkerEnded extends Error {}

    /** Something that happens once at one point of a worker's way. */
    private static final class Faults {
        static final Faults NONE = new Faults("never", () -> {});

        private final String point;
        private final Runnable happening;
        private boolean isOver;
        private int commits;

        Faults(String point, Runnable happening) {
            this.point = point;
            this.happening = happening;
        }

        private void at(String here) {
            if (here.equals(point) && !isOver) {
                isOver = true;
                happening.run();
            }
        }

        Participant around(Participant part) {
            return new Participant() {
                @Override
                public Step step() {
                    return part.step();
                }

                @Override
                public void make(ExperienceJob job) {
                    at("before make " + step());
                    part.make(job);
                    at("after make " + step());
                }

                @Override
                public void undo(ExperienceJob job) {
                    at("before undo " + step());
                    part.undo(job);
                    at("after undo " + step());
                }
            };
        }

        TransactionOperations around(TransactionTemplate transaction) {
            return new TransactionOperations() {
                @Override
                public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                    int number = ++commits;
                    T result = transaction.execute(status -> {
                        T made = action.doInTransaction(status);
                        at("before commit " + number);
                        return made;
                    });
                    at("after commit " + number);
                    return result;
                }
            };
        }
    }
}
