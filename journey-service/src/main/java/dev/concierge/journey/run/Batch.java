package dev.concierge.journey.run;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.EntryRules.Priority;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Advance;
import dev.concierge.journey.engine.Allowance;
import dev.concierge.journey.engine.Circumstances;
import dev.concierge.journey.engine.Circumstances.Pause;
import dev.concierge.journey.engine.Engine;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Stimulus;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.Admissions.Answer.Admitted;
import dev.concierge.journey.run.store.Refused;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The guests and runs that a batch touches, moved in memory. */
final class Batch {
    private static final String OUTRANKED = "outranked by ";

    private final Map<UserId, Guest> guests;
    private final Map<RunId, Run> runs = new HashMap<>();
    private final Map<UserId, Map<RunId, Run>> moving = new HashMap<>();
    private final Function<Run, Optional<Definition>> definitions;
    private final Map<JourneyId, Pause> pauses;
    private final InUse inUse;
    private final Changes changes;

    Batch(
            Map<UserId, Guest> guests,
            Collection<Run> loaded,
            Function<Run, Optional<Definition>> definitions,
            Map<JourneyId, Pause> pauses,
            InUse inUse,
            Changes changes) {
        this.guests = new HashMap<>(guests);
        this.definitions = definitions;
        this.pauses = pauses;
        this.inUse = inUse;
        this.changes = changes;
        loaded.forEach(this::keep);
    }

    private void keep(Run run) {
        runs.put(run.id(), run);
        Map<RunId, Run> ofGuest = moving.computeIfAbsent(run.userId(), _ -> new LinkedHashMap<>());
        if (run.hasExited()) {
            ofGuest.remove(run.id());
        } else {
            ofGuest.put(run.id(), run);
        }
    }

    Changes changes() {
        return changes;
    }

    Guest guest(UserId id) {
        return guests.getOrDefault(id, Guest.unknown(id));
    }

    /** Keeps what was learnt about a guest; returns whether it was anything new. */
    boolean learn(Guest guest) {
        if (guest == guest(guest.id())) {
            return false;
        }
        guests.put(guest.id(), guest);
        changes.add(guest);
        return true;
    }

    void erase(UserId id) {
        Guest guest = guest(id);
        guests.put(id, guest.afterErasure());
        moving(id).forEach(changes::erase);
        moving.remove(id);
        runs.values().removeIf(run -> run.userId().equals(id));
        changes.erase(guest);
    }

    @Nullable
    Run find(RunId id) {
        return runs.get(id);
    }

    /** The guest's runs under way, as they are now. */
    List<Run> moving(UserId id) {
        return List.copyOf(moving.getOrDefault(id, Map.of()).values());
    }

    /** How many runs of the guest are under way in this journey; one that was only promised is not. */
    int underWay(UserId guest, JourneyId journey) {
        return (int) moving.getOrDefault(guest, Map.of()).values().stream()
                .filter(run -> run.journeyId().equals(journey) && run.state() instanceof Waiting)
                .count();
    }

    Instant now() {
        return changes.now();
    }

    /** The guest's runs under way on other journeys of the group, by what their versions say. */
    Stream<Run> rivals(Run run, Predicate<@Nullable Priority> whose) {
        return moving(run.userId()).stream()
                .filter(other -> !other.journeyId().equals(run.journeyId()) && other.state() instanceof Waiting)
                .filter(other -> definitions
                        .apply(other)
                        .map(Definition::entryRules)
                        .filter(rules -> whose.test(rules.priority()))
                        .isPresent());
    }

    InUse inUse() {
        return inUse;
    }

    void admit(Admitted admitted, Entered entered) {
        Definition definition = admitted.definition();
        changes.enter(admitted, find(admitted.run().id()) != null);
        inUse.begin(definition);
        Instant turn = pause(definition.journeyId()) == Pause.HOLD ? null : inUse.entry(definition, now());
        advance(definition, admitted.run(), entered, turn);
    }

    /** Ends a run whose place another journey takes. */
    void outrank(Run run, JourneyId by) {
        definitions
                .apply(run)
                .ifPresent(definition -> advance(definition, run, new Cancelled(OUTRANKED + by), null, "outranked"));
    }

    /** Whoever waits for the end of a run that did not begin need not wait. */
    void tellParent(InitiateCommand command, Refused refused) {
        changes.tellParent(command, refused);
    }

    Pause pause(JourneyId journey) {
        return pauses.getOrDefault(journey, Pause.NONE);
    }

    void refuse(Refused refused) {
        changes.refuse(refused);
    }

    void advance(Run run, Stimulus stimulus) {
        definitions.apply(run).ifPresent(definition -> advance(definition, run, stimulus, null));
    }

    private void advance(Definition definition, Run run, Stimulus stimulus, @Nullable Instant turn) {
        advance(definition, run, stimulus, turn, stimulus instanceof Cancelled ? "cancelled" : "");
    }

    /** @param ended how it is counted when somebody asked for its end */
    private void advance(Definition definition, Run run, Stimulus stimulus, @Nullable Instant turn, String ended) {
        Allowance allowance = inUse.allowance(definition, turn);
        Circumstances circumstances =
                new Circumstances(changes.now(), guest(run.userId()), pause(run.journeyId()), allowance);
        Advance advance = Engine.advance(definition, run, stimulus, circumstances);
        inUse.spend(definition, allowance, advance.allowance());
        changes.add(run, advance, ended);
        keep(advance.run());
    }
}
