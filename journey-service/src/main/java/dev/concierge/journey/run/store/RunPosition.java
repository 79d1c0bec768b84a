package dev.concierge.journey.run.store;

import dev.concierge.journey.engine.RunId;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.problem.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a list of runs was left. */
public record RunPosition(Instant createdAt, RunId runId) {
    public static @Nullable RunPosition decode(@Nullable String text) {
        Cursor cursor = Cursor.decode(text, 2);
        if (cursor == null) {
            return null;
        }
        try {
            return new RunPosition(
                    Instant.parse(cursor.values().getFirst()),
                    new RunId(UUID.fromString(cursor.values().getLast())));
        } catch (DateTimeException | IllegalArgumentException notOurs) {
            throw new InvalidInput("?cursor", text + " (expected: the next of an earlier page of this list)");
        }
    }

    public static Cursor of(StoredRun last) {
        return Cursor.of(last.createdAt(), last.run().id());
    }
}
