package dev.concierge.search.assistant;

import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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

/** Guests' messages, as the hub hands them over. */
@RestController
class AgentController {
    private final TakeTurns turns;
    private final Idempotency idempotency;

    AgentController(TakeTurns turns, Idempotency idempotency) {
        this.turns = turns;
        this.idempotency = idempotency;
    }

    /**
     * What a guest said.
     *
     * @param businessId the tenant it is about; null for none
     * @param messageId by which a repetition is recognised
     */
    record AskAgent(
            @Nullable @Size(min = 1, max = 100) String businessId,
            @NotNull UUID userId,
            @NotNull UUID conversationId,
            @NotNull UUID messageId,
            @NotBlank @Size(max = 16_384) String content) {}

    /** What was taken. */
    record Taken(UUID conversationId, UUID messageId) {}

    @PostMapping("/agent/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "Say something to a guest's assistant; its answer goes to the hub, after those to what was said before")
    ResponseEntity<Taken> say(
            @Valid @RequestBody AskAgent body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        String repeated = Objects.requireNonNullElse(key, body.messageId().toString());
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), repeated, body, () -> {
            turns.take(body.messageId(), body.conversationId(), body.userId(), body.content());
            return body.messageId();
        });
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .headers(answer.headers())
                .body(new Taken(body.conversationId(), answer.id()));
    }
}
