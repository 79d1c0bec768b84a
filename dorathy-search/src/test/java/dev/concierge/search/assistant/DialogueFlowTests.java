package dev.concierge.search.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole conversations, each held with rules and index alone and with a model. They stand in {@code dialogues.json}. */
class DialogueFlowTests extends AssistantFlow {
    @TestFactory
    Stream<DynamicTest> conversationsGoAsTheyShouldWithRulesAlone() {
        return dialogues()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.path("name").asString(), () -> {
                    UUID guest = UUID.randomUUID();
                    spend(guest);
                    hold(dialogue, guest);
                }));
    }

    @TestFactory
    Stream<DynamicTest> conversationsGoAsTheyShouldWithAModel() {
        Stream<DynamicTest> conversations = dialogues()
                .map(dialogue -> DynamicTest.dynamicTest(
                        dialogue.path("name").asString(), () -> hold(dialogue, UUID.randomUUID())));
        return Stream.concat(
                conversations,
                Stream.of(DynamicTest.dynamicTest("every request is as published", CHAT::assertNoFaults)));
    }

    private void hold(JsonNode dialogue, UUID guest) {
        furnish();
        UUID conversation = UUID.randomUUID();
        for (JsonNode turn : dialogue.path("turns")) {
            String said = turn.path("say").asString();
            CHAT.script(said, texts(turn.path("model")));
            int before = HOUSE.calls.size();
            String answer = ask(guest, conversation, said);
            List<House.Call> calls = List.copyOf(HOUSE.calls.subList(before, HOUSE.calls.size()));

            assertThat(answer).as(said).isNotBlank();
            for (String expected : texts(turn.path("answer"))) {
                assertThat(answer).as(said).contains(expected);
            }
            for (String never : texts(turn.path("never"))) {
                assertThat(answer).as(said).doesNotContain(never);
            }
            for (String expected : texts(turn.path("calls"))) {
                assertThat(calls).as(said).anyMatch(call -> call.line().startsWith(expected));
            }
            assertThat(calls)
                    .as("nobody else is spoken of")
                    .noneMatch(call -> (call.path() + call.query() + call.body()).contains(VICTIM.toString()));
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static Stream<JsonNode> dialogues() {
        try (InputStream file =
                Objects.requireNonNull(DialogueFlowTests.class.getResourceAsStream("/assistant/dialogues.json"))) {
            List<JsonNode> all =
                    JsonMapper.shared().readTree(file).valueStream().toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(40);
            return all.stream();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
