package dev.concierge.curator.assistant;

import dev.concierge.platform.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What dorathy-search offers of a guest's assistant. */
interface Assistants {
    @GetExchange("/assistant/{userId}")
    Assistant read(@PathVariable String userId);

    @PutExchange("/assistant/{userId}")
    Assistant setUp(@PathVariable String userId, @RequestBody SetUp body);

    @GetExchange("/assistant/{userId}/memories")
    Page<Memory> memories(
            @PathVariable String userId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam int limit);

    @GetExchange("/assistant/{userId}/memories/{memoryId}")
    Memory memory(@PathVariable String userId, @PathVariable UUID memoryId);

    @PutExchange("/assistant/{userId}/memories/{memoryId}")
    Memory correct(@PathVariable String userId, @PathVariable UUID memoryId, @RequestBody Correct body);

    @DeleteExchange("/assistant/{userId}/memories/{memoryId}")
    void forget(@PathVariable String userId, @PathVariable UUID memoryId);

    @DeleteExchange("/assistant/{userId}/memories")
    void forgetAll(@PathVariable String userId);

    @GetExchange("/assistant/{userId}/questions")
    Questions questions(@PathVariable String userId);

    /**
     * @param name null for Dorathy
     * @param remembers whether it may keep what it is asked to
     * @param since when the guest agreed to that
     */
    record Assistant(
            @Nullable String name,
            boolean remembers,
            @Nullable Instant since) {}

    record SetUp(@Nullable String name, boolean remembers) {}

    /** @param correctedAt null as long as it stands as it was said */
    record Memory(
            UUID memoryId,
            String text,
            String source,
            Instant rememberedAt,
            @Nullable Instant correctedAt) {}

    record Correct(String text) {}

    record Questions(List<Question> items) {}

    /** @param conversationId where a yes or a no is to be said */
    record Question(
            UUID questionId, UUID conversationId, String tool, String says, Instant askedAt, Instant expiresAt) {}
}
