package dev.concierge.event.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.definition.Definition;
import dev.concierge.event.definition.Definition.State;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ListeningTests {
    @ParameterizedTest
    @EnumSource(names = {"ARMING", "LIVE"})
    void guestsEnterWhileAJourneyIsArmingOrLive(State state) {
        Listening listening = new Listening(1, List.of(journey(state)), List.of());

        assertThat(listening.heard("registered").entries())
                .extracting(Listening.Entrance::journeyId)
                .containsExactly("welcome");
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSED", "DRAINING"})
    void whoIsInsideIsStillToldWhenNobodyEnters(State state) {
        Listening listening = new Listening(1, List.of(journey(state)), List.of(trigger(true)));

        assertThat(listening.heard("registered").entries()).isEmpty();
        assertThat(listening.heard("registered").isAwaited()).isTrue();
        assertThat(listening.heard("offer_viewed").isAwaited()).isTrue();
        assertThat(listening.heard("purchased").triggers()).isEmpty();
    }

    @Test
    void archivedJourneysHearNothing() {
        Listening listening =
                new Listening(1, List.of(journey(State.ARCHIVED)), List.of(trigger(true), trigger(false)));

        assertThat(listening.heard("offer_viewed").isAwaited()).isFalse();
        assertThat(listening.heard("purchased").triggers()).isEmpty();
    }

    @Test
    void triggersOfUnknownJourneysWaitForThem() {
        assertThat(new Listening(1, List.of(), List.of(trigger(true)))
                        .heard("purchased")
                        .triggers())
                .isEmpty();
        assertThat(new Listening(1, List.of(journey(State.LIVE)), List.of(trigger(true)))
                        .heard("purchased")
                        .triggers())
                .singleElement()
                .satisfies(way -> assertThat(way.version()).isEqualTo(3));
    }

    private static Definition journey(State state) {
        Definition.Entry entry = new Definition.Entry("registered", JsonNodeFactory.instance.objectNode());
        return new Definition("welcome", 3, state, List.of("offer_viewed"), entry);
    }

    private static Trigger trigger(boolean enters) {
        return new Trigger(
                new TriggerId(UUID.randomUUID()), new SaveTrigger(null, "welcome", "purchased", null, enters));
    }
}
