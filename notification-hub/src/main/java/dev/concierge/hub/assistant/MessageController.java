package dev.concierge.hub.assistant;

import dev.concierge.hub.assistant.Conversations.Conversation;
import dev.concierge.hub.assistant.Conversations.Message;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MessageController {
    private final RelayMessages relay;
    private final Idempotency idempotency;
    private final Ids ids;

    MessageController(RelayMessages relay, Idempotency idempotency, Ids ids) {
        this.relay = relay;
        this.idempotency = idempotency.at("POST /api/messages");
        this.ids = ids;
    }

    /** The answers come on the live channel {@code messages:{conversationId}}. */
    @PostMapping("/api/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Say something to the assistant; it answers on messages:{conversationId}")
    ResponseEntity<Taken> say(
            @Valid @RequestBody AskAssistant body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        if (!caller.maySee(body.userId())) {
            throw new InvalidInput("/userId", body.userId(), "the token's own guest");
        }
        UUID messageId = Objects.requireNonNullElseGet(body.messageId(), ids::next);
        String repeated = key == null && body.messageId() != null ? messageId.toString() : key;
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), repeated, body, () -> {
            UUID conversationId = Objects.requireNonNullElse(body.conversationId(), RelayMessages.begunBy(messageId));
            relay.take(
                    new Conversation(conversationId, body.userId(), body.businessId()),
                    new Message(messageId, conversationId, body.content()));
            return messageId;
        });
        UUID conversationId = Objects.requireNonNullElse(body.conversationId(), RelayMessages.begunBy(answer.id()));
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .headers(answer.headers())
                .body(new Taken(conversationId, answer.id()));
    }

    @PostMapping("/api/agent/responses")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "The assistant's answer, or a part of it")
    void answer(@Valid @RequestBody AnswerMessage body, Caller caller) {
        relay.take(body, caller.businesses());
    }

    /** What was taken, and where its answer will be shown. */
    record Taken(UUID conversationId, UUID messageId) {}

    /**
     * A guest's message.
     *
     * @param businessId the tenant it is about; null for none
     * @param conversationId null to begin one
     * @param messageId by which a repetition is recognised; null for a new one
     */
    record AskAssistant(
            @Nullable @Size(min = 1, max = 100) String businessId,
            @NotBlank @Size(max = 100) String userId,
            @Nullable UUID conversationId,
            @NotBlank @Size(max = 16_384) String content,
            @Nullable UUID messageId) {}
}
