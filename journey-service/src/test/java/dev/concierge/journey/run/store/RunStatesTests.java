package dev.concierge.journey.run.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Memory;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState;
import dev.concierge.journey.engine.RunState.Arrived;
import dev.concierge.journey.engine.RunState.Asking;
import dev.concierge.journey.engine.RunState.Delayed;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Gated;
import dev.concierge.journey.engine.RunState.Held;
import dev.concierge.journey.engine.RunState.Listening;
import dev.concierge.journey.engine.RunState.Paced;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.RunState.Reading;
import dev.concierge.journey.engine.RunState.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            Map.of(
                    "offer_viewed",
                    List.of(new Memory.Counted(new UUID(1, 2), null), new Memory.Counted(new UUID(1, 3), null))),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            null,
            null);
    private static final Memory FULL = new Memory(
            JsonMapper.shared().readTree("{}"),
            Map.of("viewed within P1D", List.of(new Memory.Counted(new UUID(1, 2), NOON))),
            Map.of("status", JsonMapper.shared().readTree("{\"paid\": true}")),
            Map.of("again", 2),
            List.of("bought"),
            List.of(new UUID(1, 4)),
            "booking-7",
            new Memory.Parent(new RunId(new UUID(2, 2)), 4));

    static Stream<RunState> states() {
        return Stream.of(
                new Pending(),
                waiting(new Delayed(new NodeId("a-minute"), 3, NOON, List.of())),
                waiting(new Paced(new NodeId("mail"), 4, NOON, List.of(1))),
                waiting(new Held(new NodeId("ask"), 1, NOON, List.of(), Map.of())),
                new Waiting(
                        9,
                        List.of(
                                new Gated(new NodeId("a"), 3, NOON, List.of(2)),
                                new Held(
                                        new NodeId("b"),
                                        4,
                                        NOON,
                                        List.of(2),
                                        Map.of("profile", JsonMapper.shared().readTree("{\"x\": 1}"))),
                                new Listening(new NodeId("c"), 5, NOON, List.of(2, 3), Set.of(0, 2)),
                                new Asking(new NodeId("d"), 6, NOON, List.of(2)),
                                new Reading(new NodeId("f"), 8, NOON, List.of(2)),
                                new Arrived(new NodeId("e"), 7, List.of(2))),
                        FULL),
                new Exited(new NodeId("end"), "completed", NOON));
    }

    @ParameterizedTest
    @MethodSource("states")
    void readsWhatItWrote(RunState state) {
        String entry = state instanceof Waiting waiting ? RunStates.writeEntry(waiting.memory()) : null;

        assertThat(RunStates.read(RunStates.write(state), entry)).isEqualTo(state);
    }

    @Test
    void writesNoMoreOfAPositionThanThereIs() {
        String written = RunStates.write(new Waiting(
                9,
                List.of(
                        new Gated(new NodeId("a"), 0, NOON, List.of(2)),
                        new Delayed(new NodeId("b"), 1, NOON, List.of()),
                        new Held(new NodeId("c"), 2, NOON, List.of(), Map.of()),
                        new Held(
                                new NodeId("d"),
                                3,
                                NOON,
                                List.of(2),
                                Map.of("profile", JsonMapper.shared().readTree("{}"))),
                        new Listening(new NodeId("e"), 4, NOON, List.of(), Set.of()),
                        new Listening(new NodeId("f"), 5, NOON, List.of(2, 3), Set.of(0)),
                        new Asking(new NodeId("g"), 6, NOON, List.of()),
                        new Arrived(new NodeId("h"), 7, List.of(2)),
                        new Arrived(new NodeId("i"), 8, List.of()),
                        new Reading(new NodeId("j"), 9, NOON, List.of())),
                MEMORY));

        assertThat(JsonMapper.shared().readTree(written).at("/state/positions"))
                .isEqualTo(JsonMapper.shared().readTree("""
                [{"is": "gated", "node": "a", "visit": 0, "until": "2026-11-22T12:00:00.123456Z", "within": [2]},
                 {"is": "delayed", "node": "b", "visit": 1, "until": "2026-11-22T12:00:00.123456Z"},
                 {"is": "held", "node": "c", "visit": 2, "until": "2026-11-22T12:00:00.123456Z"},
                 {"is": "held", "node": "d", "visit": 3, "until": "2026-11-22T12:00:00.123456Z", "within": [2],
                  "answers": {"profile": {}}},
                 {"is": "listening", "node": "e", "visit": 4, "until": "2026-11-22T12:00:00.123456Z"},
                 {"is": "listening", "node": "f", "visit": 5, "until": "2026-11-22T12:00:00.123456Z", "within": [2, 3],
                  "seen": [0]},
                 {"is": "asking", "node": "g", "visit": 6, "until": "2026-11-22T12:00:00.123456Z"},
                 {"is": "arrived", "node": "h", "visit": 7, "within": [2]},
                 {"is": "arrived", "node": "i", "visit": 8},
                 {"is": "reading", "node": "j", "visit": 9, "until": "2026-11-22T12:00:00.123456Z"}]
                """));
    }

    /** Committed as it was first stored: runs of this form are out there. */
    @Test
    void readsFormatOne() {
        assertThat(RunStates.read("""
                {"format": 1, "state": {"is": "delayed", "node": "a-minute", "visit": 3,
                 "until": "2026-11-22T12:00:00.123456Z",
                 "memory": {"attributes": {"offer": 7, "price": 1.5}, "counted": {"offer_viewed":
                     ["00000000-0000-0001-0000-000000000002", "00000000-0000-0001-0000-000000000003"]}}}}
                """, null))
                .isEqualTo(waiting(new Delayed(new NodeId("a-minute"), 3, NOON, List.of())));
    }

    /** It held what the run began with, which a later one keeps apart. */
    @Test
    void readsFormatTwo() {
        assertThat(RunStates.read("""
                {"format": 2, "state": {"is": "waiting", "visits": 3, "positions": [{"is": "delayed", "node": "a-minute",
                 "visit": 3, "until": "2026-11-22T12:00:00.123456Z"}],
                 "memory": {"attributes": {"offer": 7, "price": 1.5}, "counted": {"offer_viewed":
                     [{"id": "00000000-0000-0001-0000-000000000002"}, {"id": "00000000-0000-0001-0000-000000000003"}]}}}}
                """, null))
                .isEqualTo(waiting(new Delayed(new NodeId("a-minute"), 3, NOON, List.of())));
    }

    @Test
    void whatARunBeganWithIsNotWrittenWithWhatMoves() {
        String written = RunStates.write(waiting(new Delayed(new NodeId("a-minute"), 3, NOON, List.of())));

        assertThat(JsonMapper.shared().readTree(written).at("/state/memory").propertyNames())
                .containsExactly("counted");
        assertThat(RunStates.writeEntry(MEMORY)).isEqualTo("{\"attributes\":{\"offer\":7,\"price\":1.5}}");
    }

    @Test
    void refusesAFormatOfALaterVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunStates.read("{\"format\": 4}", null))
                .withMessage("format: 4 (expected: 1 to 3)");
    }

    private static Waiting waiting(RunState.Position position) {
        return new Waiting(position.visit(), List.of(position), MEMORY);
    }
}
