package dev.concierge.journey.run.store;

import dev.concierge.journey.engine.RunId;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a list of runs was left. */
public record RunPosition(Instant createdAt, RunId runId) {
    public static @Nullable RunPosition after(PageRequest page) {
        return page.after(
                2,
                values -> new RunPosition(Times.instant(values.getFirst()), new RunId(Numbers.uuid(values.getLast()))));
    }

    public static Cursor of(StoredRun last) {
        return Cursor.of(last.createdAt(), last.run().id());
    }
}
