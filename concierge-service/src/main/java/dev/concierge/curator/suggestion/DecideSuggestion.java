package dev.concierge.curator.suggestion;

import dev.concierge.curator.experience.Party;
import dev.concierge.curator.experience.TakeJob;
import dev.concierge.curator.item.Capacity;
import dev.concierge.curator.suggestion.Suggestion.Status;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.util.Optional;
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
        Suggestion suggestion = suggestions.save(new Suggestion(new SuggestionId(ids.next()), said, clock.instant()));
        if (Boolean.TRUE.equals(said.accepted())) {
            accept(suggestion);
        }
        return suggestion.id().value();
    }

    @Transactional
    public void accept(Caller caller, UUID id) {
        open(caller, id, Status.ACCEPTED).ifPresent(this::accept);
    }

    private void accept(Suggestion suggestion) {
        String guest = suggestion.guest();
        Party self = new Party(guest, guest, Capacity.SELF, null, Party.Consent.NOT_NEEDED, null);
        suggestion.accept(jobs.draft(self), clock.instant());
    }

    @Transactional
    public void dismiss(Caller caller, UUID id) {
        open(caller, id, Status.DISMISSED).ifPresent(suggestion -> suggestion.dismiss(clock.instant()));
    }

    /** Empty when it was decided in the same way before. */
    private Optional<Suggestion> open(Caller caller, UUID id, Status decision) {
        Suggestion suggestion = suggestions
                .findForChangeById(new SuggestionId(id))
                .filter(found -> found.guest().equals(caller.subject()))
                .orElseThrow(() -> new SuggestionNotFound(id));
        if (suggestion.status() != Status.PROPOSED && suggestion.status() != decision) {
            throw new SuggestionDecided(id, suggestion.status());
        }
        return suggestion.status() == Status.PROPOSED ? Optional.of(suggestion) : Optional.empty();
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
