package dev.concierge.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.bench.ingest.Legs.Stamp;
import dev.concierge.bench.ingest.Legs.Way;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LegsTests {
    private static final Way SLOW =
            new Way(1_000, new Stamp(1_001, 1_002), new Stamp(1_010, 1_030), new Stamp(1_070, 1_150), 1_310);
    private static final Way FAST =
            new Way(2_000, new Stamp(2_000, 2_001), new Stamp(2_003, 2_004), new Stamp(2_006, 2_007), 2_009);

    @Test
    void eachLegBeginsWhereTheOneBeforeEnds() {
        Map<String, double[]> legs = Legs.millis(List.of(SLOW));

        assertThat(legs.keySet())
                .containsExactly(
                        "post to events",
                        "events to event-service's outbox",
                        "its outbox to journey-triggers",
                        "journey-triggers to journey-service's outbox",
                        "its outbox to notifications",
                        "notifications to whoever reads them");
        assertThat(legs.values().stream().map(millis -> millis[0])).containsExactly(2.0, 8.0, 20.0, 40.0, 80.0, 160.0);
    }

    @Test
    void legsAscendAsPercentilesAreTakenOfThem() {
        Map<String, double[]> legs = Legs.millis(List.of(SLOW, FAST));

        assertThat(legs.values())
                .allSatisfy(millis -> assertThat(millis).hasSize(2).isSorted());
        assertThat(legs.get("its outbox to notifications")).containsExactly(1, 80);
    }

    @Test
    void aStampIsAsPreciseAsItsMessage() {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                "events",
                0,
                0,
                5_000,
                TimestampType.CREATE_TIME,
                0,
                0,
                "g0",
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
        record.headers().add("ce_time", "1970-01-01T00:00:04.998250Z".getBytes(StandardCharsets.UTF_8));

        assertThat(Stamp.of(record)).isEqualTo(new Stamp(4_998.25, 5_000));
    }
}
