package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.message.MessageBody;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A consumer that is older than the producer. */
class NewerMessagesTests {
    private static final String NEWER = """
            {"userId": "u-1", "since": 3, "about": {"name": "Ada", "titles": ["Countess"]}, "then": {"x": null}}""";

    @Test
    void fieldsItDoesNotKnowAreIgnoredAtEveryDepth() {
        assertThat(new MessageJson(JsonMapper.shared()).read(NEWER.getBytes(StandardCharsets.UTF_8), View.class))
                .isEqualTo(new View("u-1", new View.About("Ada")));
    }

    @Test
    void typesItDoesNotKnowAreSkipped() {
        List<View> handled = new ArrayList<>();
        TypedSubscription subscription = TypedSubscription.reading("users")
                .on("user.known", View.class, view -> handled.add(view))
                .build();

        subscription.on(List.of(message("user.invented"), message(""), message("user.known")));

        assertThat(handled).hasSize(1);
    }

    private static ReceivedMessage message(String type) {
        byte[] value = "{\"userId\": \"u-1\", \"about\": {\"name\": \"Ada\"}}".getBytes(StandardCharsets.UTF_8);
        MessageBody body = new MessageBody(value, JsonMapper.shared());
        return new ReceivedMessage(
                "users", 0, 0, "u-1", "id", type, "/tests", Instant.EPOCH, Map.of(), body, MessageScope.NONE);
    }

    record View(String userId, About about) {
        record About(String name) {}
    }
}
