package dev.concierge.journey.run;

import dev.concierge.journey.action.Request;
import dev.concierge.journey.count.Tally;
import dev.concierge.journey.definition.EntryRules.Past;
import dev.concierge.journey.engine.Advance;
import dev.concierge.journey.engine.Effect;
import dev.concierge.journey.engine.Effect.Moved;
import dev.concierge.journey.engine.Effect.Movement;
import dev.concierge.journey.engine.Effect.Notify;
import dev.concierge.journey.engine.Memory;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.TimerChange;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.Admissions.Answer.Admitted;
import dev.concierge.journey.run.store.Entries.Entry;
import dev.concierge.journey.run.store.Refused;
import dev.concierge.journey.run.store.TakenSteps;
import dev.concierge.journey.timer.CancelledTimer;
import dev.concierge.journey.timer.HeldTimer;
import dev.concierge.journey.timer.Timer;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a batch changes, gathered in memory to be written with one statement per kind. */
final class Changes {
    private static final String COMMANDS = "journey-triggers";

    private final Map<RunId, Run> runs = new LinkedHashMap<>();
    private final Map<UserId, Guest> guests = new LinkedHashMap<>();
    private final Map<CancelledTimer, Timer> timers = new LinkedHashMap<>();
    private final Map<CancelledTimer, HeldTimer> held = new LinkedHashMap<>();
    private final List<Wanted> requests = new ArrayList<>();
    private final Set<CancelledTimer> cancelled = new LinkedHashSet<>();
    private final List<TakenSteps> steps = new ArrayList<>();
    private final Set<RunId> begun = new HashSet<>();
    private final Set<RunId> entered = new HashSet<>();
    private final List<OutgoingMessage> messages = new ArrayList<>();
    private final Map<Movement, Integer> movements = new EnumMap<>(Movement.class);
    private final Map<Entry, Past> entries = new LinkedHashMap<>();
    private final List<Refused> refused = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Set<UserId> erased = new LinkedHashSet<>();
    private final Instant now;

    Changes(Instant now) {
        this.now = now;
    }

    /** @param ended how its end is counted, if somebody asked for it */
    void add(Run before, Advance advance, String ended) {
        Run run = advance.run();
        if (run != before) {
            runs.put(run.id(), run);
            tally.add(before, advance, ended);
        }
        if (!advance.steps().isEmpty()) {
            steps.add(new TakenSteps(run.userId(), run.id(), advance.steps()));
        }
        advance.timers().forEach(change -> add(run, change));
        advance.effects().forEach(effect -> add(run, effect));
        List<Moved> moves = advance.effects().stream()
                .filter(Moved.class::isInstance)
                .map(Moved.class::cast)
                .toList();
        if (!moves.isEmpty()) {
            tell(run, moves);
        }
    }

    /** How a run stands after an advance, and how it came there: one message, however many nodes it visited. */
    private void tell(Run run, List<Moved> moves) {
        moves.forEach(moved -> movements.merge(moved.movement(), 1, Integer::sum));
        Moved last = moves.getLast();
        send(run, last, "journeys", RunMoved.type(run), RunMoved.of(run, moves, now));
    }

    private void add(Run run, TimerChange change) {
        CancelledTimer timer = new CancelledTimer(run.userId(), run.id(), change.visit());
        switch (change) {
            case TimerChange.Set set -> timers.put(timer, timer(run, set.visit(), set.dueAt()));
            case TimerChange.Hold hold ->
                held.put(timer, new HeldTimer(run.journeyId(), timer(run, hold.visit(), hold.dueAt())));
            case TimerChange.Cancel _ -> {
                if (timers.remove(timer) == null && held.remove(timer) == null) {
                    cancelled.add(timer);
                }
            }
        }
    }

    private static Timer timer(Run run, int visit, Instant dueAt) {
        return new Timer(run.userId(), run.id(), visit, dueAt);
    }

    private void add(Run run, Effect effect) {
        switch (effect) {
            case Notify notify ->
                send(
                        run,
                        effect,
                        "notifications",
                        "notification.requested",
                        NotificationRequested.of(run, notify, now));
            case Moved _ -> {} // told together
            case Effect.Start start -> send(run, effect, COMMANDS, "run.initiate", StartRequested.of(run, start, now));
            case Effect.Stop stop ->
                send(
                        run,
                        effect,
                        COMMANDS,
                        StopCommand.TYPE,
                        new StopCommand(run.userId(), stop.journeyId(), run.id(), stop.reason()));
            case Effect.Ended ended ->
                send(run, effect, COMMANDS, AnsweredCommand.TYPE, AnsweredCommand.ended(run, ended));
            case Effect.Ask ask -> requests.add(new Wanted(run.userId(), Request.of(run, ask)));
            case Effect.Call call -> requests.add(new Wanted(run.userId(), Request.of(run, call)));
            case Effect.UpdateUser update -> requests.add(new Wanted(run.userId(), Request.of(run, update)));
            case Effect.Emit emit -> requests.add(new Wanted(run.userId(), Request.of(run, emit, now)));
        }
    }

    private void send(Run run, Effect effect, String topic, String type, Object data) {
        messages.add(message(run, effect, topic, type, data));
    }

    /** Something asked of others about a guest. */
    record Wanted(UserId userId, Request request) {}

    void tellParent(InitiateCommand command, Refused refused) {
        Memory.Parent parent = Objects.requireNonNull(command.parent());
        messages.add(new OutgoingMessage(
                Ids.derived(command.runId().value(), "refused"),
                COMMANDS,
                command.userId().value(),
                AnsweredCommand.TYPE,
                AnsweredCommand.refused(command, parent, refused)));
    }

    private static OutgoingMessage message(Run run, Effect effect, String topic, String type, Object data) {
        return new OutgoingMessage(effect.id(), topic, run.userId().value(), type, data);
    }

    void add(Guest guest) {
        guests.put(guest.id(), guest);
    }

    /** Everything kept about the guest goes; what was asked of others before stays asked. */
    void erase(Guest guest) {
        guests.put(guest.id(), guest.afterErasure());
        erased.add(guest.id());
    }

    /** A run that goes with its guest. */
    void erase(Run run) {
        tally.erase(run);
    }

    Tally tally() {
        return tally;
    }

    /** @param promised whether the run is kept already */
    void enter(Admitted admitted, boolean promised) {
        Run run = admitted.run();
        entered.add(run.id());
        if (!promised) {
            begun.add(run.id());
        }
        entries.put(new Entry(run.userId(), run.journeyId()), admitted.after());
    }

    void refuse(Refused one) {
        refused.add(one);
    }

    Map<Entry, Past> entries() {
        return entries;
    }

    List<Refused> refused() {
        return refused;
    }

    Collection<Run> runs() {
        return runs.values();
    }

    /** Runs that are not kept yet. */
    Set<RunId> begun() {
        return begun;
    }

    /** Runs that have begun, promised ones too. */
    Set<RunId> entered() {
        return entered;
    }

    Collection<Guest> guests() {
        return guests.values();
    }

    Collection<Timer> timers() {
        return timers.values();
    }

    Collection<CancelledTimer> cancelled() {
        return cancelled;
    }

    List<TakenSteps> steps() {
        return steps;
    }

    Collection<HeldTimer> held() {
        return held.values();
    }

    /** What was asked of others since this was last asked. */
    List<Wanted> takeRequests() {
        List<Wanted> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** The messages since this was last asked. */
    List<OutgoingMessage> takeMessages() {
        List<OutgoingMessage> taken = List.copyOf(messages);
        messages.clear();
        return taken;
    }

    int count(Movement movement) {
        return movements.getOrDefault(movement, 0);
    }

    /** How often a run has come to a node. */
    int visits() {
        return count(Movement.ADVANCED) + count(Movement.WAITING) + count(Movement.EXITED);
    }

    Set<UserId> erased() {
        return erased;
    }

    Instant now() {
        return now;
    }
}
