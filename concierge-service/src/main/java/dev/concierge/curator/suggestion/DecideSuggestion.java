package dev.concierge.curator.suggestion;

import dev.concierge.curator.experience.Party;
import dev.concierge.curator.experience.TakeJob;
import dev.concierge.curator.item.Capacity;
import dev.concierge.curator.suggestion.Suggestion.Status;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Proposes; one that is accepted is a draft of the guest's own, and nothing more. */
@Component
class DecideSuggestion {
    private final Suggestions suggestions;
    private final TakeJob jobs;
    private final Ids ids;
    private final Clock clock;

    DecideSuggestion(Suggestions suggestions, TakeJob jobs, Ids ids, Clock clock) {
        this.suggestions = suggestions;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whoever says that the guest has accepted it has made sure of that. */
    @Transactional
    public UUID propose(Propose said) {
        Suggestion suggestion = new Suggestion(
                ids.next(),
                false,
                said.guest(),
                said.title(),
                said.reason(),
                Objects.requireNonNullElse(said.sketch(), Map.of()),
                Status.PROPOSED,
                null,
                clock.instant(),
                null);
        suggestions.add(suggestion);
        if (Boolean.TRUE.equals(said.accepted())) {
            accept(said.guest(), suggestion.suggestionId());
        }
        return suggestion.suggestionId();
    }

    @Transactional
    public void accept(Caller caller, UUID id) {
        if (isOpen(caller, id, Status.ACCEPTED)) {
            accept(caller.subject(), id);
        }
    }

    private void accept(String guest, UUID id) {
        Party self = new Party(guest, guest, Capacity.SELF, null, Party.Consent.NOT_NEEDED, null);
        suggestions.decide(id, Status.ACCEPTED, jobs.draft(self), clock.instant());
    }

    @Transactional
    public void dismiss(Caller caller, UUID id) {
        if (isOpen(caller, id, Status.DISMISSED)) {
            suggestions.decide(id, Status.DISMISSED, null, clock.instant());
        }
    }

    /** False when it was decided in the same way before. */
    private boolean isOpen(Caller caller, UUID id, Status decision) {
        Suggestion suggestion = suggestions
                .lock(id)
                .filter(found -> found.guest().equals(caller.subject()))
                .orElseThrow(() -> new SuggestionNotFound(id));
        if (suggestion.status() != Status.PROPOSED && suggestion.status() != decision) {
            throw new SuggestionDecided(id, suggestion.status());
        }
        return suggestion.status() == Status.PROPOSED;
    }

    static final class SuggestionNotFound extends Fact {
        SuggestionNotFound(UUID id) {
            super(Kind.NOT_FOUND, "suggestion-not-found", "There is no suggestion " + id + ".");
        }
    }

    private static final class SuggestionDecided extends Fact {
        SuggestionDecided(UUID id, Status status) {
            super(Kind.CONFLICT, "suggestion-decided", "Suggestion " + id + " is " + status + " already.");
        }
    }
}
