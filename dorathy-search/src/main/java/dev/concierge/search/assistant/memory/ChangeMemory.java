package dev.concierge.search.assistant.memory;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Fact;
import dev.concierge.search.assistant.memory.AssistedGuests.AssistedGuest;
import dev.concierge.search.assistant.memory.Memories.Memory;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what is kept of a guest, one change of a guest at a time. */
@Component
public class ChangeMemory {
    private final AssistedGuests guests;
    private final Memories memories;
    private final Clock clock;

    ChangeMemory(AssistedGuests guests, Memories memories, Clock clock) {
        this.guests = guests;
        this.memories = memories;
        this.clock = clock;
    }

    /** Without consent nothing is remembered, and what was goes. */
    @Transactional
    public AssistedGuest agree(UUID guest, @Nullable String name, boolean consent) {
        AssistedGuest before = guests.lock(guest);
        Instant since = before.consentedAt() == null ? clock.instant() : before.consentedAt();
        AssistedGuest after = new AssistedGuest(guest, name, consent ? since : null);
        guests.save(after);
        if (!consent) {
            memories.removeAll(guest);
        }
        return after;
    }

    @Transactional
    public void name(UUID guest, String name) {
        AssistedGuest before = guests.lock(guest);
        guests.save(new AssistedGuest(guest, name, before.consentedAt()));
    }

    /** What became of a wish to be remembered. */
    public enum Remembered {
        KEPT,
        NEEDS_CONSENT,
        FULL
    }

    /**
     * Said twice by one message, it is kept once.
     *
     * @param consents whether the guest says with it that memories may be kept
     */
    @Transactional
    public Remembered remember(UUID guest, String text, UUID message, UUID conversation, boolean consents) {
        AssistedGuest known = guests.lock(guest);
        if (!known.hasConsented() && !consents) {
            return Remembered.NEEDS_CONSENT;
        }
        if (memories.count(guest) >= Memories.MOST) {
            return Remembered.FULL;
        }
        if (!known.hasConsented()) {
            guests.save(new AssistedGuest(guest, known.name(), clock.instant()));
        }
        UUID id = Ids.derived(message, "memory " + text);
        memories.add(guest, new Memory(id, text, "conversation " + conversation, clock.instant(), null));
        return Remembered.KEPT;
    }

    @Transactional
    public Memory correct(UUID guest, UUID memory, String text) {
        guests.lock(guest);
        memories.correct(guest, memory, text, clock.instant());
        return memories.find(guest, memory).orElseThrow(() -> new MemoryNotFound(memory));
    }

    /** There is none, or it is another guest's. */
    static final class MemoryNotFound extends Fact {
        MemoryNotFound(UUID memory) {
            super(Kind.NOT_FOUND, "memory-not-found", "There is no memory " + memory + ".");
        }
    }
}
