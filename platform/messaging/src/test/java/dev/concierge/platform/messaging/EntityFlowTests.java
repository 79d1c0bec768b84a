package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.topic.Topic;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class EntityFlowTests {
    private final Pod.Environment environment = Servers.environment();
    private Pod pod;
    private EntityManager entities;

    @BeforeEach
    void start() {
        pod = Pod.of(environment).owning(Topic.log("things")).withEntities().start();
        entities = SharedEntityManagerCreator.createSharedEntityManager(pod.bean(EntityManagerFactory.class));
        pod.jdbc()
                .sql("CREATE TABLE place (key text PRIMARY KEY, number int NOT NULL, times jsonb)")
                .update();
        pod.jdbc()
                .sql("CREATE TABLE room (key text PRIMARY KEY, number int NOT NULL, version int NOT NULL)")
                .update();
    }

    @AfterEach
    void stop() {
        pod.close();
    }

    /** Hibernate's own flush would come after the outbox has its number, which the waiting writer then drew first. */
    @Test
    void anEntitysRowIsLockedBeforeItsMessageIsNumbered() throws Exception {
        pod.transaction().executeWithoutResult(_ -> entities.persist(new Place("a")));
        pod.jdbc().sql("CREATE TABLE appended (seq bigint, number int)").update();
        pod.jdbc().sql("""
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO public.appended VALUES (NEW.seq, convert_from(NEW.data, 'UTF8')::int); RETURN NEW;
                END $$
                """).update();
        pod.jdbc()
                .sql("CREATE TRIGGER note AFTER INSERT ON platform.outbox FOR EACH ROW EXECUTE FUNCTION note()")
                .update();
        try (Connection first =
                        DriverManager.getConnection(environment.jdbcUrl(), environment.user(), environment.password());
                Statement statement = first.createStatement();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            first.setAutoCommit(false);
            statement.execute("UPDATE place SET number = 1 WHERE key = 'a'");

            Future<?> second = threads.submit(() -> number("a", 2));
            await().until(this::somebodyWaitsForALock);
            statement.execute(OutboxFlowTests.row("a", 1));
            first.commit();
            second.get();
        }

        assertThat(pod.jdbc()
                        .sql("SELECT number FROM appended ORDER BY seq")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2);
    }

    @Test
    void aMessageLeavesWithTheLastValueOfItsEntity() throws Exception {
        pod.transaction().executeWithoutResult(_ -> entities.persist(new Place("a")));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int number = 1; number <= 400; number++) {
                int value = number;
                threads.submit(() -> number("a", value));
            }
        }

        int stored =
                pod.jdbc().sql("SELECT number FROM place").query(Integer.class).single();
        assertThat(OutboxFlowTests.number(Log.read(environment, "things", 400).getLast()))
                .isEqualTo(stored);
    }

    @Test
    void aBrokenUniqueRuleIsSpringsDuplicateKey() {
        pod.transaction().executeWithoutResult(_ -> entities.persist(new Place("a")));

        assertThatThrownBy(() -> pod.transaction().executeWithoutResult(_ -> {
                    entities.persist(new Place("a"));
                    pod.outbox().append("things", "a", "thing.happened", 1);
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(pod.jdbc()
                        .sql("SELECT count(*) FROM platform.outbox")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anOlderVersionIsSpringsOptimisticLockingFailure() {
        pod.transaction().executeWithoutResult(_ -> entities.persist(new Place.Room("a")));
        TransactionTemplate beside = new TransactionTemplate(pod.bean(PlatformTransactionManager.class));
        beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        assertThatThrownBy(() -> pod.transaction().executeWithoutResult(_ -> {
                    Place.Room room = entities.find(Place.Room.class, "a");
                    beside.executeWithoutResult(
                            _ -> entities.find(Place.Room.class, "a").number(1));
                    room.number(2);
                }))
                .isInstanceOf(OptimisticLockingFailureException.class);
    }

    @Test
    void whatANestedTransactionTookBackIsNotWritten() {
        TransactionTemplate nested = new TransactionTemplate(pod.bean(PlatformTransactionManager.class));
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        pod.transaction().executeWithoutResult(_ -> entities.persist(new Place("a")));

        pod.transaction().executeWithoutResult(_ -> {
            entities.find(Place.class, "a").number(1);
            entities.flush();
            nested.executeWithoutResult(status -> {
                entities.find(Place.class, "a").number(2);
                status.setRollbackOnly();
            });
        });

        assertThat(entities.find(Place.class, "a").number()).isEqualTo(1);
        assertThatThrownBy(() -> pod.transaction().executeWithoutResult(_ -> {
                    entities.find(Place.class, "a").number(3);
                    nested.executeWithoutResult(_ -> {});
                }))
                .isInstanceOf(IllegalTransactionStateException.class)
                .hasMessageContaining("flush before a nested transaction");
    }

    @Test
    void timesInJsonAreText() {
        pod.transaction().executeWithoutResult(_ -> {
            Place place = new Place("a");
            place.time("opens", Instant.parse("2026-11-22T10:00:00Z"));
            entities.persist(place);
        });

        assertThat(pod.jdbc()
                        .sql("SELECT times ->> 'opens' FROM place")
                        .query(String.class)
                        .single())
                .isEqualTo("2026-11-22T10:00:00Z");
        assertThat(entities.find(Place.class, "a").times())
                .containsEntry("opens", Instant.parse("2026-11-22T10:00:00Z"));
    }

    private void number(String key, int number) {
        pod.transaction().executeWithoutResult(_ -> {
            entities.find(Place.class, key).number(number);
            pod.outbox().append("things", key, "thing.happened", number);
        });
    }

    private boolean somebodyWaitsForALock() {
        return pod.jdbc()
                        .sql(
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                        .query(Long.class)
                        .single()
                > 0;
    }
}
