package dev.concierge.search.assistant.memory;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.search.assistant.memory.AssistedGuests.AssistedGuest;
import dev.concierge.search.assistant.memory.ChangeMemory.MemoryNotFound;
import dev.concierge.search.assistant.memory.Memories.Memory;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is kept of a guest, for the service through which the guest sees it. */
@RestController
@RequestMapping("/assistant/{userId}")
class MemoryController {
    private static final UUID FIRST = new UUID(0, 0);

    private final AssistedGuests guests;
    private final Memories memories;
    private final ChangeMemory change;

    MemoryController(AssistedGuests guests, Memories memories, ChangeMemory change) {
        this.guests = guests;
        this.memories = memories;
        this.change = change;
    }

    /**
     * @param name what the guest calls the assistant; null for Dorathy
     * @param remembers whether it may keep what it is asked to
     * @param since when the guest agreed to that
     */
    record AssistantView(
            @Nullable String name,
            boolean remembers,
            @Nullable Instant since) {
        static AssistantView of(AssistedGuest guest) {
            return new AssistantView(guest.name(), guest.hasConsented(), guest.consentedAt());
        }
    }

    /** @param name null for Dorathy */
    record SetUpAssistant(
            @Nullable @Size(min = 1, max = 40) String name,
            @NotNull Boolean remembers) {}

    record CorrectMemory(
            @NotBlank @Size(max = Memories.LONGEST) String text) {}

    @Operation(summary = "Read what a guest calls the assistant, and whether it may remember")
    @GetMapping
    AssistantView read(@PathVariable UUID userId) {
        return AssistantView.of(guests.find(userId));
    }

    @Operation(summary = "Name the assistant and say whether it may remember; what it remembers goes when it may not")
    @PutMapping
    AssistantView setUp(@PathVariable UUID userId, @Valid @RequestBody SetUpAssistant body) {
        return AssistantView.of(change.agree(userId, body.name(), body.remembers()));
    }

    @Operation(summary = "List what the assistant remembers of a guest, with its source and time")
    @GetMapping("/memories")
    Page<Memory> list(@PathVariable UUID userId, PageRequest page) {
        UUID after = Objects.requireNonNullElse(page.after(Numbers::uuid), FIRST);
        return Page.of(memories.list(userId, after, page.limit() + 1), page, last -> Cursor.of(last.memoryId()));
    }

    @Operation(summary = "Read one memory")
    @GetMapping("/memories/{memoryId}")
    Memory memory(@PathVariable UUID userId, @PathVariable UUID memoryId) {
        return memories.find(userId, memoryId).orElseThrow(() -> new MemoryNotFound(memoryId));
    }

    @Operation(summary = "Correct what is remembered")
    @PutMapping("/memories/{memoryId}")
    Memory correct(@PathVariable UUID userId, @PathVariable UUID memoryId, @Valid @RequestBody CorrectMemory body) {
        return change.correct(userId, memoryId, body.text());
    }

    @Operation(summary = "Forget one memory")
    @DeleteMapping("/memories/{memoryId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable UUID userId, @PathVariable UUID memoryId) {
        if (!memories.remove(userId, memoryId)) {
            throw new MemoryNotFound(memoryId);
        }
    }

    @Operation(summary = "Forget everything that a guest asked to be remembered")
    @DeleteMapping("/memories")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetAll(@PathVariable UUID userId) {
        memories.removeAll(userId);
    }
}
