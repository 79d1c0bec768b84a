package dev.concierge.curator.assistant;

import dev.concierge.curator.assistant.Assistants.Assistant;
import dev.concierge.curator.assistant.Assistants.Correct;
import dev.concierge.curator.assistant.Assistants.Memory;
import dev.concierge.curator.assistant.Assistants.Questions;
import dev.concierge.curator.assistant.Assistants.SetUp;
import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import java.util.function.Supplier;
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
import org.springframework.web.client.HttpClientErrorException;

/** Dorathy-search answers; whose assistant it is, the guest's token alone says. */
@RestController
@RequestMapping("/assistant")
class AssistantController {
    private final Assistants assistants;

    AssistantController(ServiceClients services) {
        this.assistants = services.create(Assistants.class, "search");
    }

    /** @param name null for Dorathy */
    record SetUpAssistant(
            @Nullable @Size(min = 1, max = 40) String name,
            @NotNull Boolean remembers) {}

    record CorrectMemory(@NotBlank @Size(max = 500) String text) {}

    @Operation(summary = "Read what you call your assistant, and whether it may remember")
    @GetMapping
    Assistant read(Caller caller) {
        return assistants.read(caller.subject());
    }

    @Operation(summary = "Name your assistant and say whether it may remember; what it remembers goes when it may not")
    @PutMapping
    Assistant setUp(@Valid @RequestBody SetUpAssistant body, Caller caller) {
        return found(
                () -> assistants.setUp(caller.subject(), new SetUp(body.name(), body.remembers())), caller.subject());
    }

    @Operation(summary = "List what your assistant remembers, with its source and time")
    @GetMapping("/memories")
    Page<Memory> memories(PageRequest page, Caller caller) {
        try {
            return assistants.memories(caller.subject(), page.cursor(), page.limit());
        } catch (HttpClientErrorException.BadRequest refused) {
            throw page.refusedCursor();
        }
    }

    @Operation(summary = "Read one thing that your assistant remembers")
    @GetMapping("/memories/{memoryId}")
    Memory memory(@PathVariable UUID memoryId, Caller caller) {
        return found(() -> assistants.memory(caller.subject(), memoryId), memoryId);
    }

    @Operation(summary = "Correct what your assistant remembers")
    @PutMapping("/memories/{memoryId}")
    Memory correct(@PathVariable UUID memoryId, @Valid @RequestBody CorrectMemory body, Caller caller) {
        return found(() -> assistants.correct(caller.subject(), memoryId, new Correct(body.text())), memoryId);
    }

    @Operation(summary = "Let your assistant forget one thing")
    @DeleteMapping("/memories/{memoryId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable UUID memoryId, Caller caller) {
        boolean _ = found(
                () -> {
                    assistants.forget(caller.subject(), memoryId);
                    return true;
                },
                memoryId);
    }

    @Operation(summary = "Let your assistant forget everything that you asked it to remember")
    @DeleteMapping("/memories")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetAll(Caller caller) {
        assistants.forgetAll(caller.subject());
    }

    @Operation(summary = "List what your assistant waits for your yes to, newest first")
    @GetMapping("/questions")
    Questions questions(Caller caller) {
        return assistants.questions(caller.subject());
    }

    private static <T> T found(Supplier<T> call, Object id) {
        try {
            return call.get();
        } catch (HttpClientErrorException.NotFound nothing) {
            throw new NotRemembered(id);
        }
    }

    /** There is no such thing, or it is another guest's. */
    private static final class NotRemembered extends Fact {
        private NotRemembered(Object id) {
            super(Kind.NOT_FOUND, "memory-not-found", "Nothing is remembered under " + id + ".");
        }
    }
}
