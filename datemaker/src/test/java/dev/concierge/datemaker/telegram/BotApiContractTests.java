package dev.concierge.datemaker.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.OpenApiContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our adapter against Telegram's types as they are published: what it asks, and what it reads. */
class BotApiContractTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EVENT = UUID.randomUUID().toString();

    @TestFactory
    Stream<DynamicTest> whateverABotIsToldIsAMessageAsPublished() throws IOException {
        Path topic = OpenApiContract.of("datemaker").file().resolveSibling("../events/bot-messages.schema.json");
        return JSON.readTree(Files.readString(topic))
                .at("/$defs/bot-message.sent/properties")
                .propertyStream()
                .map(word -> DynamicTest.dynamicTest(word.getKey(), () -> {
                    Said said = Said.of(word.getKey(), example(word.getKey(), word.getValue()), EVENT);
                    SayInChats.Message message = new SayInChats.Message("77", "12", said.text(), said.buttons());

                    assertThat(said.text()).isNotBlank().isNotEqualTo(word.getKey());
                    assertThat(PublishedBotApi.faultsOfRequest("sendMessage", JSON.valueToTree(message.parameters())))
                            .isEmpty();
                    assertThat(PublishedBotApi.faultsOfRequest(
                                    "editMessageText", JSON.valueToTree(message.editing("12"))))
                            .isEmpty();
                    said.buttons().stream()
                            .flatMap(List::stream)
                            .map(button -> button.getOrDefault("callback_data", ""))
                            .forEach(data -> assertThat(data.getBytes(StandardCharsets.UTF_8))
                                    .hasSizeLessThanOrEqualTo(64));
                }));
    }

    @Test
    void whatIsNotPublishedIsNoticed() {
        Map<String, ?> button = Map.of("text", "Yes", "callback", "yes");
        Map<String, ?> wrong = Map.of(
                "chat_id",
                77,
                "test",
                "a",
                "text",
                true,
                "reply_markup",
                Map.of("inline_keyboard", List.of(List.of(button))));

        assertThat(PublishedBotApi.faultsOfRequest("sendMessage", JSON.valueToTree(wrong)))
                .anyMatch(fault -> fault.startsWith("sendMessage.test"))
                .anyMatch(fault -> fault.startsWith("sendMessage.text"))
                .anyMatch(fault -> fault.contains(".callback:"));
        assertThat(PublishedBotApi.faultsOfRequest("sayMessage", JSON.createObjectNode()))
                .hasSize(1);
    }

    @Test
    void aTextIsReadAsAClientOfOthersReadsIt() throws Exception {
        String told = """
                {"update_id": 901, "message": {"message_id": 12, "date": 1796000000, "text": "/start abc",
                  "from": {"id": 5000000001, "is_bot": false, "first_name": "Ada"},
                  "chat": {"id": 5000000001, "type": "private", "first_name": "Ada"}}}""";
        Update ours = Objects.requireNonNull(Update.of(JSON.readTree(told)));
        org.telegram.telegrambots.meta.api.objects.Update theirs = theirs(told);

        assertThat(ours.id()).isEqualTo(theirs.getUpdateId().longValue());
        assertThat(ours.account()).isEqualTo(theirs.getMessage().getFrom().getId());
        assertThat(ours.chat()).isEqualTo(theirs.getMessage().getChatId().toString());
        assertThat(String.join(" ", ours.words())).isEqualTo(theirs.getMessage().getText());
        assertThat(ours.message()).isNull();
    }

    @Test
    void aPressedButtonIsReadAsAClientOfOthersReadsIt() throws Exception {
        String told = """
                {"update_id": 902, "callback_query": {"id": "4711", "chat_instance": "1", "data": "ready x",
                  "from": {"id": 5000000001, "is_bot": false, "first_name": "Ada"},
                  "message": {"message_id": 13, "date": 1796000000, "text": "Ready?",
                    "chat": {"id": 5000000001, "type": "private", "first_name": "Ada"}}}}""";
        Update ours = Objects.requireNonNull(Update.of(JSON.readTree(told)));
        CallbackQuery theirs = theirs(told).getCallbackQuery();

        assertThat(ours.account()).isEqualTo(theirs.getFrom().getId());
        assertThat(ours.callback()).isEqualTo(theirs.getId());
        assertThat(ours.message()).isEqualTo(theirs.getMessage().getMessageId().toString());
        assertThat(ours.chat()).isEqualTo(theirs.getMessage().getChatId().toString());
        assertThat(String.join(" ", ours.words())).isEqualTo(theirs.getData());
    }

    private static org.telegram.telegrambots.meta.api.objects.Update theirs(String update) throws Exception {
        assertThat(PublishedBotApi.faultsOf(
                        org.telegram.telegrambots.meta.api.objects.Update.class, JSON.readTree(update)))
                .isEmpty();
        return PublishedBotApi.updates("{\"ok\": true, \"result\": [" + update + "]}")
                .getFirst();
    }

    /** Data as the contract has them. */
    private static JsonNode example(String word, JsonNode schema) {
        Map<String, Object> data = new HashMap<>();
        schema.path("properties").forEachEntry((name, property) -> data.put(name, value(property)));
        if (word.equals("event_list")) {
            data.put("events", List.of(example("", schema.at("/properties/events/items"))));
        }
        return JSON.valueToTree(data);
    }

    private static Object value(JsonNode property) {
        return switch (property.path("format").asString(property.path("type").asString(""))) {
            case "date-time" -> "2026-12-01T18:05:00Z";
            case "uuid" -> EVENT;
            case "uri" -> "https://dates.example/dating/join/kq3Jw0V7cE2n4mZ1";
            case "integer" -> 1500;
            // such as a currency
            default -> property.has("enum") ? property.at("/enum/0").asString() : "EUR";
        };
    }
}
