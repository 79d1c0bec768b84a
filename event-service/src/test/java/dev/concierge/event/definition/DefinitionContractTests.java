package dev.concierge.event.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.Contracts;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DefinitionContractTests {
    @Test
    void readsWhatAJourneyListensTo() {
        Definition definition = read((ObjectNode) Contracts.example("journey-definitions", "journey.listening"));

        assertThat(definition.journeyId()).isEqualTo("welcome");
        assertThat(definition.isOpen()).isTrue();
        assertThat(definition.names()).containsExactlyInAnyOrder("user.registered", "offer_viewed");
        assertThat(definition.entry()).isNotNull();
    }

    @Test
    void readsWhatTheLastReleaseTold() {
        assertThat(Contracts.examples("journey-definitions", "journey.listening"))
                .allSatisfy(example ->
                        assertThat(read((ObjectNode) example).journeyId()).isEqualTo("welcome"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arming", "live", "paused", "draining", "archived"})
    void readsEveryState(String state) {
        ObjectNode example = (ObjectNode)
                Contracts.example("journey-definitions", "journey.listening").deepCopy();
        example.put("state", state).remove("entry");
        Contracts.assertValid("journey-definitions", "journey.listening", example);

        assertThat(read(example).isListening()).isEqualTo(!state.equals("archived"));
        assertThat(read(example).entry()).isNull();
    }

    @Test
    void echoesWhatTheContractSays() {
        Contracts.assertValid(
                "journey-triggers",
                "journey.armed",
                new ListeningJourneys.JourneyArmed("welcome", 1)
                        .toMessage(UUID.randomUUID())
                        .data());
    }

    private static Definition read(ObjectNode data) {
        return JsonMapper.shared().treeToValue(data, JourneyListening.class).toDefinition();
    }
}
