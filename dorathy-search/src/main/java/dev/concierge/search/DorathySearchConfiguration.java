package dev.concierge.search;

import static dev.concierge.platform.records.PersonalRecords.Column.number;
import static dev.concierge.platform.records.PersonalRecords.Column.text;
import static dev.concierge.platform.records.PersonalRecords.Column.uuid;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.platform.records.PersonalRecords.Kind;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DorathySearchConfiguration {
    private static final String ASSISTANT = "assistant:write";

    /** What a guest may ask for of what is kept here. */
    @Bean
    PersonalRecords personalRecords() {
        return PersonalRecords.of(
                new Kind(
                        "assistant",
                        "SELECT user_id, name, consented_at FROM assistant_guests WHERE user_id = :id AND erased_at IS NULL",
                        uuid("user_id")),
                new Kind("turns", """
                    SELECT message_id, conversation_id, content, state, answer, taken_at FROM assistant_turns WHERE user_id = :id
                    """, uuid("message_id")),
                new Kind("parts", """
                    SELECT message_id, index, kind, assistant_parts.content
                    FROM assistant_parts JOIN assistant_turns USING (message_id) WHERE user_id = :id
                    """, uuid("message_id"), number("index")),
                new Kind("conversations", """
                    SELECT conversation_id, tongue, shown FROM assistant_conversations WHERE user_id = :id
                    """, uuid("conversation_id")),
                new Kind("questions", """
                    SELECT question_id, conversation_id, tool, action, says, state, asked_at, expires_at
                    FROM assistant_questions WHERE user_id = :id
                    """, uuid("question_id")),
                new Kind("calls", """
                    SELECT call_id, message_id, tool, arguments, outcome, called_at FROM assistant_calls WHERE user_id = :id
                    """, uuid("call_id")),
                new Kind("memories", """
                    SELECT memory_id, text, source, remembered_at, corrected_at FROM assistant_memories WHERE user_id = :id
                    """, uuid("memory_id")),
                new Kind(
                        "spending",
                        "SELECT CAST(day AS text) AS day, tokens FROM assistant_spending WHERE user_id = :id",
                        text("day")),
                new Kind(
                        "acts",
                        "SELECT CAST(day AS text) AS day, item_id, type, points, at FROM acts WHERE guest = :id",
                        text("day"),
                        uuid("item_id"),
                        text("type")));
    }

    @Bean
    Access access() {
        return new Access()
                .allow(GET, "/search", Grant.service("search:read"), Grant.operator())
                .allow(GET, "/ops/search", Grant.operator())
                .allow(GET, "/search/similar", Grant.service("search:read"), Grant.operator())
                .allow(GET, "/search/suggestions", Grant.service("search:read"), Grant.operator())
                .allow(POST, "/search/clicks", Grant.service("search:read"), Grant.operator())
                .allow(GET, "/ops/rules", Grant.operator())
                .allow(PUT, "/ops/rules/{rule}", Grant.operator())
                .allow(DELETE, "/ops/rules/{rule}", Grant.operator())
                .allow(POST, "/ops/rules/preview", Grant.operator())
                .allow(GET, "/ops/vocabulary", Grant.operator())
                .allow(PUT, "/ops/vocabulary/synonyms/{word}", Grant.operator())
                .allow(DELETE, "/ops/vocabulary/synonyms/{word}", Grant.operator())
                .allow(PUT, "/ops/vocabulary/stop-words/{word}", Grant.operator())
                .allow(DELETE, "/ops/vocabulary/stop-words/{word}", Grant.operator())
                .allow(GET, "/ops/questions", Grant.operator())
                .allow(POST, "/agent/messages", Grant.service(ASSISTANT))
                .allow(GET, "/assistant/{userId}", Grant.service(ASSISTANT))
                .allow(PUT, "/assistant/{userId}", Grant.service(ASSISTANT))
                .allow(GET, "/assistant/{userId}/memories", Grant.service(ASSISTANT))
                .allow(DELETE, "/assistant/{userId}/memories", Grant.service(ASSISTANT))
                .allow(GET, "/assistant/{userId}/memories/{memoryId}", Grant.service(ASSISTANT))
                .allow(PUT, "/assistant/{userId}/memories/{memoryId}", Grant.service(ASSISTANT))
                .allow(DELETE, "/assistant/{userId}/memories/{memoryId}", Grant.service(ASSISTANT))
                .allow(GET, "/assistant/{userId}/questions", Grant.service(ASSISTANT));
    }
}
