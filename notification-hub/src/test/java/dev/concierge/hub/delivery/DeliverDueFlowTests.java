package dev.concierge.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.delivery.consent.Objections;
import dev.concierge.hub.delivery.contact.Contacts;
import dev.concierge.hub.delivery.suppression.SuppressedAddresses;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import dev.concierge.testsupport.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/** On a channel of its own, which none of the hub's loops looks at. */
class DeliverDueFlowTests extends DeliveryFlow {
    private static final Attempt SENT = new Attempt.Ended(new Outcome.Sent());
    private final String name = "own-" + UUID.randomUUID();

    @Autowired
    private DeliveryQueue queue;

    @Autowired
    private Contacts contacts;

    @Autowired
    private Objections objections;

    @Autowired
    private SuppressedAddresses addresses;

    @Autowired
    private Notifications notifications;

    @Autowired
    private DecideDelivery rules;

    @Autowired
    private EndDelivery deliveries;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DeliverySettings settings;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private @Nullable Loop loop;

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(10));
        }
    }

    @Test
    void anAttemptTakesNoConnectionThatRequestsWaitFor() {
        Map<UUID, String> limits = new ConcurrentHashMap<>();
        UUID id = due(null);

        deliver(notification -> {
            limits.put(
                    notification.id(),
                    jdbc.sql("SHOW statement_timeout").query(String.class).single());
            return SENT;
        });

        receipt("sent", id);
        assertThat(limits.get(id))
                .isEqualTo(Workload.BACKGROUND.call(() ->
                        jdbc.sql("SHOW statement_timeout").query(String.class).single()));
    }

    @Test
    void eachOfABatchEndsOrIsTriedAgainOnItsOwn() {
        Map<UUID, Boolean> refused = new ConcurrentHashMap<>();
        Instant past = clock.instant().minusSeconds(1);
        List<UUID> late = List.of(due(past), due(past));
        List<UUID> busy = List.of(due(null), due(null));
        UUID taken = due(null);

        deliver(notification -> busy.contains(notification.id()) && refused.putIfAbsent(notification.id(), true) == null
                ? new Attempt.Again("busy with " + notification.id(), Duration.ofHours(1))
                : SENT);

        late.forEach(id -> assertThat(reason("suppressed", id)).isEqualTo(name + ": expired"));
        receipt("sent", taken);
        busy.forEach(id -> await().untilAsserted(() -> {
            assertThat(shown(id).path("state").asString()).isEqualTo("pending");
            assertThat(shown(id).path("reason").asString()).isEqualTo(name + ": busy with " + id);
        }));
        clock.advance(Duration.ofHours(1));
        try {
            busy.forEach(id -> receipt("sent", id));
        } finally {
            clock.advance(Duration.ofHours(-1));
        }
    }

    private UUID due(@Nullable Instant expiresAt) {
        UUID id = UUID.randomUUID();
        boolean _ = notifications.add(
                new Notification(
                        id,
                        userId,
                        Category.TRANSACTIONAL,
                        new Content(null, "Hello", null),
                        null,
                        JsonNodeFactory.instance.objectNode(),
                        null,
                        clock.instant(),
                        expiresAt,
                        null,
                        null,
                        null),
                List.of(name),
                clock.instant());
        return id;
    }

    private void deliver(Function<Notification, Attempt> attempts) {
        DeliverDue turn = new DeliverDue(
                new Own(name, attempts),
                queue,
                contacts,
                objections,
                addresses,
                notifications,
                rules,
                deliveries,
                transaction,
                settings,
                clock);
        loop = Loop.start("own", Workload.BACKGROUND::run, turn);
    }

    private record Own(String name, Function<Notification, Attempt> attempts) implements Channel {
        @Override
        public int concurrency() {
            return 10;
        }

        @Override
        public boolean needsContact(Notification notification) {
            return false;
        }

        @Override
        public boolean disturbs() {
            return false;
        }

        @Override
        public boolean repeatsInDoubt() {
            return true;
        }

        @Override
        public Attempt attempt(Dispatch dispatch) {
            return attempts.apply(dispatch.notification());
        }
    }
}
