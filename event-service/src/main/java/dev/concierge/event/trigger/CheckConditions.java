package dev.concierge.event.trigger;

import dev.concierge.event.history.HistoryAnswers;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Checks what the event alone does not tell: counts in the history, and whether it held before. */
final class CheckConditions {
    private final HistoryAnswers history;
    private final Firings firings;

    CheckConditions(HistoryAnswers history, Firings firings) {
        this.history = history;
        this.firings = firings;
    }

    /** Those that hold, in the given order, which is the order of what happened. */
    List<Candidate> holding(List<Candidate> candidates) {
        return firstOnly(counted(candidates));
    }

    private List<Candidate> counted(List<Candidate> candidates) {
        Iterator<Boolean> answers = history.to(candidates.stream()
                        .filter(candidate -> candidate.conditions().asksHistory())
                        .map(Candidate::question)
                        .toList())
                .iterator();
        return candidates.stream()
                .filter(candidate -> !candidate.conditions().asksHistory() || answers.next())
                .toList();
    }

    private List<Candidate> firstOnly(List<Candidate> candidates) {
        Set<Firings.Firing> first = firings.remember(candidates.stream()
                .filter(candidate -> candidate.conditions().holdsOnlyOnce())
                .map(Candidate::firing)
                .distinct()
                .toList());
        return candidates.stream()
                .filter(candidate -> !candidate.conditions().holdsOnlyOnce() || first.remove(candidate.firing()))
                .toList();
    }
}
