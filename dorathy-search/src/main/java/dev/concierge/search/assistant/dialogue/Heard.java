package dev.concierge.search.assistant.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known when an answer is looked for.
 *
 * @param before what was said in this conversation, oldest first
 * @param shown what was shown last
 * @param name what the guest calls the assistant; null for Dorathy
 * @param memories what the guest asked to be remembered
 */
public record Heard(
        Turn turn,
        Tongue tongue,
        List<Exchange> before,
        List<Shown> shown,
        @Nullable String name,
        List<String> memories) {
    public Heard {
        before = List.copyOf(before);
        shown = List.copyOf(shown);
        memories = List.copyOf(memories);
    }

    public String content() {
        return turn.content();
    }

    /** What was said and answered. */
    public record Exchange(String said, String answered) {}

    /**
     * Something that was shown and can be spoken of by its place.
     *
     * @param kind {@code items}, {@code dates} or {@code bookings}
     */
    public record Shown(String kind, String id, String title) {}
}
