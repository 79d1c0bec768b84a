package dev.concierge.event.trigger;

import dev.concierge.event.definition.Definitions;
import dev.concierge.event.definition.ListeningVersion;
import java.util.List;

/** The snapshot that all workers of this pod share, reloaded when the database has a later version. */
final class CurrentListening {
    private final ListeningVersion version;
    private final Definitions definitions;
    private final Triggers triggers;
    private volatile Listening latest = new Listening(-1, List.of(), List.of());

    CurrentListening(ListeningVersion version, Definitions definitions, Triggers triggers) {
        this.version = version;
        this.definitions = definitions;
        this.triggers = triggers;
    }

    /** At least as new as when it was called: the version is read first, so the rows can only be newer than it. */
    Listening now() {
        long wanted = version.current();
        Listening known = latest;
        if (known.version() == wanted) {
            return known;
        }
        Listening loaded = new Listening(wanted, definitions.all(), triggers.all());
        latest = loaded;
        return loaded;
    }
}
