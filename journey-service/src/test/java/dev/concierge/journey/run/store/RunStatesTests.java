package dev.concierge.journey.run.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Memory;
import dev.concierge.journey.engine.RunState;
import dev.concierge.journey.engine.RunState.Delayed;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Held;
import dev.concierge.journey.engine.RunState.Pending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class RunStatesTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Memory MEMORY = new Memory(
            JsonMapper.shared().readTree("{\"offer\": 7, \"price\": 1.5}"),
            Map.of("offer_viewed", List.of(new UUID(1, 2), new UUID(1, 3))));

    static Stream<RunState> states() {
        return Stream.of(
                new Pending(),
                new Delayed(new NodeId("a-minute"), 3, NOON, MEMORY),
                new Held(new NodeId("ask"), 1, NOON, MEMORY),
                new Exited(new NodeId("end"), "completed", NOON));
    }

    @ParameterizedTest
    @MethodSource("states")
    void readsWhatItWrote(RunState state) {
        assertThat(RunStates.read(RunStates.write(state))).isEqualTo(state);
    }

    /** Committed as it was first stored: runs of this form are out there. */
    @Test
    void readsFormatOne() {
        assertThat(RunStates.read("""
                {"format": 1, "state": {"is": "delayed", "node": "a-minute", "visit": 3,
                 "until": "2026-11-22T12:00:00.123456Z",
                 "memory": {"attributes": {"offer": 7, "price": 1.5}, "counted": {"offer_viewed":
                     ["00000000-0000-0001-0000-000000000002", "00000000-0000-0001-0000-000000000003"]}}}}
                """)).isEqualTo(new Delayed(new NodeId("a-minute"), 3, NOON, MEMORY));
    }

    @Test
    void refusesAFormatOfALaterVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunStates.read("{\"format\": 2}"))
                .withMessage("format: 2 (expected: 1)");
    }
}
