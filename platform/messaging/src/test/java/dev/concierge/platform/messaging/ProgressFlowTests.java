package dev.concierge.platform.messaging;

import static dev.concierge.platform.messaging.Things.PATIENCE;
import static dev.concierge.platform.messaging.Things.append;
import static dev.concierge.platform.messaging.Things.awaitEffects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.StreamProgress;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressFlowTests {
    private final Things things = new Things();
    private final List<Told> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        things.close();
    }

    @Test
    void everyShardIsToldOnWhileNothingComes() {
        try (Pod _ = pod()) {
            await().atMost(PATIENCE).until(() -> allToldSince(Instant.EPOCH));
            Instant later = Instant.now();
            await().atMost(Duration.ofSeconds(5)).until(() -> allToldSince(later));
        }
    }

    @Test
    void itIsToldOfWhatHasTakenEffectOnly() {
        things.consumeAndEnd("a", 1);
        Instant published;
        try (Pod publisher = Pod.of(things.environment()).start()) {
            append(publisher, "a", 2, 2_000);
            await().atMost(PATIENCE).until(() -> publisher.count("outbox.published") == 1_999);
            published = Instant.now();
        }
        try (Pod pod = pod()) {
            awaitEffects(pod, 2_000);
            await().atMost(PATIENCE).until(() -> allToldSince(published));
        }

        assertThat(told.stream().filter(one -> one.isOf("a") && !one.time().isBefore(published)))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.effects()).isEqualTo(2_000));
    }

    @Test
    void nothingIsToldOfWhatAnOutageKeepsFromTakingEffect() {
        try (Pod pod = pod()) {
            append(pod, "a", 1, 1);
            awaitEffects(pod, 1);
            things.outages.set(Integer.MAX_VALUE);
            append(pod, "a", 2, 2);
            await().atMost(PATIENCE).until(() -> pod.count("consumer.retries") > 1);
            Instant during = Instant.now();
            things.outages.set(0);
            await().atMost(PATIENCE).until(() -> allToldSince(during));

            assertThat(told.stream().filter(one -> one.isOf("a") && one.time().isAfter(during)))
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.effects()).isEqualTo(2));
        }
    }

    private boolean allToldSince(Instant time) {
        return told.stream()
                        .filter(one -> !one.time().isBefore(time))
                        .flatMap(one -> List.of(one.shards().numbers()).stream())
                        .distinct()
                        .count()
                == Shard.COUNT;
    }

    private Pod pod() {
        EffectLog log = new EffectLog(things.environment().jdbc());
        return Pod.of(things.environment())
                .owning(Topic.log("things"))
                .subscribing(things::subscription)
                .with(new StreamProgress() {
                    @Override
                    public void appliedUpTo(Instant time, OwnedShards shards) {
                        told.add(new Told(time, shards, log.count()));
                    }
                })
                .start();
    }

    /** What stood in the log when it was told. */
    private record Told(Instant time, OwnedShards shards, long effects) {
        boolean isOf(String key) {
            return shards.contains(Shard.of(key));
        }
    }
}
