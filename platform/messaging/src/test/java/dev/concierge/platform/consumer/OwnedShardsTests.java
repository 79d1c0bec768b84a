package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.message.Shard;
import dev.concierge.platform.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How keys, shards and partitions belong together. */
class OwnedShardsTests {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 32, 256})
    void eachShardHasOneOwnerHoweverManyPartitionsThereAre(int partitions) {
        List<Integer> owned = IntStream.range(0, partitions)
                .boxed()
                .flatMap(partition ->
                        Stream.of(OwnedShards.of(List.of(partition), partitions).numbers()))
                .sorted()
                .toList();

        assertThat(owned).isEqualTo(IntStream.range(0, Shard.COUNT).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01", "café/münchen", ""})
    void aKeyLiesWhereKafkasOwnPartitionerWouldPutIt(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);

        for (int partitions = 1; partitions <= Shard.COUNT; partitions *= 2) {
            assertThat(Shard.of(key).partition(partitions))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(bytes, partitions));
        }
        assertThat(OwnedShards.of(List.of(Shard.of(key).partition(16)), 16).contains(Shard.of(key)))
                .isTrue();
    }

    @Test
    void aTopicWhoseShardsWouldNotDivideEvenlyIsRefused() {
        assertThatThrownBy(() -> new Topic("things", 12, Duration.ofDays(1), false))
                .hasMessage("partitions: 12 (expected: a divisor of 256)");
        assertThatThrownBy(() -> new Topic("things", 16, Duration.ofDays(8), false))
                .hasMessage("retention: PT192H (expected: at most P7D)");
    }
}
