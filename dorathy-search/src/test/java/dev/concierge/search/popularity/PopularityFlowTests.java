package dev.concierge.search.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest(topics = {"items", "date-events", "interactions", "journey-definitions", "users"})
class PopularityFlowTests {
    private final UUID item = UUID.randomUUID();
    private final UUID guest = UUID.randomUUID();

    @Autowired
    private Acts acts;

    @Autowired
    private Popularity popularity;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestMessages messages;

    @Test
    void whoDoesTheSameAllDayCountsOnce() {
        Instant now = clock.instant();
        for (int i = 0; i < 50; i++) {
            acts.add(guest, item, "VIEW", now);
        }
        acts.add(guest, item, "SAVE", now);

        await().untilAsserted(() -> assertThat(points()).isCloseTo(5, within(0.01)));
    }

    @Test
    void whatIsLongAgoCountsLessAndThenNothing() {
        Instant now = clock.instant();
        acts.add(guest, item, "PURCHASE", now.minus(Acts.HALF_LIFE));
        acts.add(UUID.randomUUID(), item, "PURCHASE", now.minus(Duration.ofDays(Acts.KEPT_DAYS + 1)));
        acts.add(UUID.randomUUID(), item, "BLINK", now);

        await().untilAsserted(() -> assertThat(points()).isCloseTo(5, within(0.01)));
        DocumentKey key = new DocumentKey(Kind.ITEM, item.toString());
        await().until(() -> popularity.of(key, now) > 0);
        assertThat(popularity.of(key, now.plus(Acts.HALF_LIFE)) / popularity.of(key, now))
                .isBetween(0.5, 0.6);
        assertThat(popularity.of(new DocumentKey(Kind.DATE, item.toString()), now))
                .isZero();
    }

    @Test
    void whateverPodsCountItTogetherEachActCountsOnce() throws Exception {
        Instant now = clock.instant();
        for (int i = 0; i < 200; i++) {
            acts.add(UUID.randomUUID(), item, "VIEW", now);
        }
        List<Callable<Integer>> pods = new ArrayList<>();
        for (int pod = 0; pod < 4; pod++) {
            pods.add(acts::count);
        }
        try (ExecutorService all = Executors.newFixedThreadPool(pods.size())) {
            for (var counted : all.invokeAll(pods)) {
                assertThat(counted.get()).isNotNegative();
            }
        }

        await().untilAsserted(() -> assertThat(points()).isCloseTo(200, within(0.5)));
    }

    @Test
    void anErasedGuestsActsGoAndNoneComesLate() {
        say("SAVE");
        await().until(() -> actsOfGuest() == 1);
        messages.publish(
                "users",
                guest.toString(),
                "user.deleted",
                Map.of("userId", guest.toString(), "deletedAt", "2026-11-22T09:00:00Z"));
        await().until(() -> actsOfGuest() == 0);

        say("PURCHASE");
        UUID other = UUID.randomUUID();
        messages.publish("interactions", guest.toString(), "interaction.captured", interaction(other, "VIEW"));
        await().until(() -> jdbc.sql("SELECT count(*) FROM acts WHERE guest = ?")
                        .param(other)
                        .query(Long.class)
                        .single()
                == 1);
        assertThat(actsOfGuest()).isZero();
    }

    private void say(String type) {
        messages.publish("interactions", guest.toString(), "interaction.captured", interaction(guest, type));
    }

    private Map<String, Object> interaction(UUID who, String type) {
        String now = clock.instant().toString();
        return Map.of(
                "interactionId",
                UUID.randomUUID().toString(),
                "type",
                type,
                "timestamp",
                now,
                "receivedAt",
                now,
                "origin",
                Map.of("id", "ios", "type", "app"),
                "actor",
                Map.of("id", who.toString(), "type", "user"),
                "target",
                Map.of("id", item.toString(), "type", "item"));
    }

    private long actsOfGuest() {
        return jdbc.sql("SELECT count(*) FROM acts WHERE guest = ?")
                .param(guest)
                .query(Long.class)
                .single();
    }

    private double points() {
        return jdbc.sql("SELECT points FROM popularity WHERE item_id = ?")
                .param(item)
                .query(Double.class)
                .optional()
                .orElse(0.0);
    }
}
