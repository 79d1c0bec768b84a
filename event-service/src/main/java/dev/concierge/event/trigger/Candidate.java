package dev.concierge.event.trigger;

import dev.concierge.event.history.HistoryQuestion;
import dev.concierge.event.history.StoredOccurrence;

/** A trigger whose event arrived with the attributes it wants; its other conditions are still open. */
record Candidate(StoredOccurrence stored, Listening.Way way) {
    Conditions conditions() {
        return way.trigger().conditions();
    }

    HistoryQuestion question() {
        return new HistoryQuestion(
                stored,
                conditions().atLeast(),
                conditions().within(),
                conditions().wanted());
    }

    Firings.Firing firing() {
        return new Firings.Firing(
                way.trigger().id().value(), stored.occurrence().userId());
    }
}
