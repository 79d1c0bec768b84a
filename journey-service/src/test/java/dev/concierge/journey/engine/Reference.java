package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.definition.Pattern;
import dev.concierge.journey.definition.Reactions;
import dev.concierge.journey.definition.Rest;
import dev.concierge.journey.definition.Rule;
import dev.concierge.journey.definition.Source;
import dev.concierge.journey.engine.Circumstances.Pause;
import dev.concierge.journey.engine.Stimulus.Answered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a definition means, said as plainly as it can be: tokens that are moved one by one, with the whole history kept.
 * Nothing is shared with the engine but the definition; times of day are those of UTC.
 */
final class Reference {
    private final Definition definition;
    private final UserId userId;
    private final Allowance most;
    private final List<Token> tokens = new ArrayList<>();
    private final List<EventOccurred> history = new ArrayList<>();
    private final Set<UUID> used = new HashSet<>();
    private final Set<String> goals = new HashSet<>();
    private final Map<String, JsonNode> learnt = new HashMap<>();
    private final Map<NodeId, Integer> jumps = new HashMap<>();

    private List<String> asked = new ArrayList<>();
    private boolean knowsProfile;
    private boolean begun;
    private @Nullable String ended;
    private int visits;
    private Stimulus.@Nullable Entered entered;
    private Instant now = Instant.EPOCH;
    private Guest guest;
    private Pause pause = Pause.NONE;
    private Allowance allowance = Allowance.UNLIMITED;
    private @Nullable Instant nextMessage;
    private @Nullable Instant nextOfAll;
    private final Map<NodeId, Long> told = new HashMap<>();
    private long toldAtAll;

    /** @param most what may be told in its whole life */
    Reference(Definition definition, UserId userId, Allowance most) {
        this.definition = definition;
        this.most = most;
        this.nextMessage = most.turns() == null ? null : most.turns().next();
        this.nextOfAll = most.all() == null ? null : most.all().next();
        this.userId = userId;
        this.guest = Guest.unknown(userId);
    }

    /** Branches of one visit of a parallel. */
    private static final class Group {
        private final @Nullable Group outer;
        private final int expected;
        private int arrived;
        private boolean over;

        Group(@Nullable Group outer, int expected) {
            this.outer = outer;
            this.expected = expected;
        }

        boolean isIn(Group other) {
            return this == other || (outer != null && outer.isIn(other));
        }
    }

    private static final class Token {
        private final NodeId node;
        private final int visit;
        private final @Nullable Group group;
        private final @Nullable Instant until;
        private final boolean gated;
        private boolean paced;
        private boolean reading;
        private final Set<Integer> seen = new HashSet<>();
        private Map<String, JsonNode> answers = Map.of();

        Token(NodeId node, int visit, @Nullable Group group, @Nullable Instant until, boolean gated) {
            this.node = node;
            this.visit = visit;
            this.group = group;
            this.until = until;
            this.gated = gated;
        }
    }

    String shown() {
        if (ended != null) {
            return ended;
        }
        if (!begun) {
            return "pending";
        }
        return tokens.stream()
                .sorted((one, other) -> Integer.compare(one.visit, other.visit))
                .map(token -> token.node + " " + token.visit + (token.gated ? " gated" : "") + " " + token.until)
                .toList()
                .toString();
    }

    static String shown(RunState state) {
        return switch (state) {
            case RunState.Pending _ -> "pending";
            case RunState.Exited exited -> exited.node() + ": " + exited.reason();
            case RunState.Waiting waiting ->
                waiting.positions().stream()
                        .map(position -> position.node() + " " + position.visit()
                                + (position instanceof RunState.Gated ? " gated" : "") + " " + position.until())
                        .toList()
                        .toString();
        };
    }

    static String shown(Effect effect) {
        return effect.getClass().getSimpleName() + " " + effect.node();
    }

    List<String> take(Stimulus stimulus, Circumstances given) {
        asked = new ArrayList<>();
        knowsProfile = false;
        now = given.now();
        guest = given.guest();
        pause = given.pause();
        allowance = given.allowance();
        if (ended == null) {
            apply(stimulus);
        }
        return asked;
    }

    private void apply(Stimulus stimulus) {
        switch (stimulus) {
            case Stimulus.Entered coming
            when !begun -> {
                begun = true;
                entered = coming;
                if (allowance.entry() == null || pause == Pause.HOLD) {
                    go(definition.start(), null);
                } else {
                    tokens.add(new Token(definition.start(), ++visits, null, allowance.entry(), true));
                }
            }
            case Stimulus.Cancelled cancelled -> end(begun ? oldest().node : definition.start(), cancelled.reason());
            case EventOccurred event when begun && !used.contains(event.eventId()) -> happen(event);
            case Stimulus.TimerFired fired -> find(fired.visit()).ifPresent(this::elapse);
            case Answered answered -> find(answered.visit()).ifPresent(token -> answer(token, answered));
            case Stimulus.GuestChanged _ -> List.copyOf(tokens).forEach(this::askAgain);
            default -> {}
        }
    }

    private Optional<Token> find(int visit) {
        return tokens.stream().filter(token -> token.visit == visit).findFirst();
    }

    private Token oldest() {
        return tokens.stream()
                .min((one, other) -> Integer.compare(one.visit, other.visit))
                .orElseThrow();
    }

    private void happen(EventOccurred event) {
        List<Token> before = new ArrayList<>(tokens);
        before.sort((one, other) -> Integer.compare(one.visit, other.visit));
        if (history.stream().noneMatch(known -> known.eventId().equals(event.eventId()))) {
            history.add(event);
        }
        for (Reactions.Goal goal : definition.reactions().goals()) {
            if (matches(goal.pattern(), event)) {
                goals.add(goal.name());
            }
        }
        for (Reactions.ExitRule exit : definition.reactions().exits()) {
            if (ended == null && matches(exit.pattern(), event)) {
                end(oldest().node, exit.reason());
            }
        }
        for (Token token : before) {
            if (ended == null && tokens.contains(token) && !token.gated) {
                hear(token, event);
            }
        }
    }

    private void hear(Token token, EventOccurred event) {
        Node node = definition.node(token.node);
        if (node instanceof Node.Condition) {
            if (askAgain(token)) {
                used.add(event.eventId());
            }
        } else if (node instanceof Node.Wait wait) {
            int fresh = -1;
            for (int index = wait.events().size() - 1; index >= 0; index--) {
                if (matches(wait.events().get(index).pattern(), event) && !token.seen.contains(index)) {
                    fresh = index;
                }
            }
            for (int index = 0; index < wait.events().size(); index++) {
                if (matches(wait.events().get(index).pattern(), event)) {
                    token.seen.add(index);
                }
            }
            if (fresh >= 0 && (!wait.all() || token.seen.size() == wait.events().size())) {
                used.add(event.eventId());
                NodeId next = wait.events().get(fresh).next();
                leave(token, next == null ? wait.done() : next);
            }
        }
    }

    private boolean matches(Pattern pattern, EventOccurred event) {
        String key = Objects.requireNonNull(entered).key();
        return has(event, pattern.event(), pattern.attributes())
                && (pattern.key() == null
                        || (key != null
                                && key.equals(
                                        event.attributes().path(pattern.key()).asString(""))));
    }

    private static boolean has(EventOccurred event, String name, Map<String, JsonNode> attributes) {
        return event.name().equals(name)
                && attributes.entrySet().stream()
                        .allMatch(wanted ->
                                wanted.getValue().equals(event.attributes().get(wanted.getKey())));
    }

    private void elapse(Token token) {
        if (token.until == null) {
            return; // waits at a join: it has no timer
        }
        if (pause == Pause.EXPIRE) {
            end(token.node, "expired while paused");
        } else if (token.gated) {
            leave(token, token.node);
        } else if (token.reading) {
            read(token);
        } else {
            switch (definition.node(token.node)) {
                case Node.Timer timer -> leave(token, timer.next());
                case Node.Notification notification
                when pause == Pause.HOLD
                        || (token.paced
                                ? isClosed(notification)
                                : allowance.turns() != null || allowance.all() != null) -> leave(token, token.node);
                case Node.Notification notification -> {
                    tell(token.node);
                    leave(token, notification.next());
                }
                case Node.Condition condition -> {
                    if (!askAgain(token)) {
                        leaveOrEnd(token, condition.unknown(), "guest-unknown");
                    }
                }
                case Node.Wait wait -> leaveOrEnd(token, wait.timedOut(), "timed-out");
                case Node.Call call -> leaveOrEnd(token, call.failed(), "no-answer");
                case Node.SubJourney sub -> leave(token, sub.timedOut() == null ? sub.next() : sub.timedOut());
                default -> throw new IllegalStateException(token.node + " does not rest");
            }
        }
    }

    private void answer(Token token, Answered answered) {
        if (token.gated) {
            return;
        }
        if (token.reading) {
            read(token);
            return;
        }
        switch (definition.node(token.node)) {
            case Node.Call call
            when answered.ok() -> {
                answered.data().properties().forEach(one -> learnt.put(one.getKey(), one.getValue()));
                leave(token, call.next());
            }
            case Node.Call call -> leaveOrEnd(token, call.failed(), "no-answer");
            case Node.SubJourney sub -> {
                boolean late = !answered.ok() && sub.timedOut() != null;
                leave(token, late ? Objects.requireNonNull(sub.timedOut()) : sub.next());
            }
            case Node.Condition condition
            when token.answers.isEmpty() && answered.ok() -> {
                Map<String, JsonNode> answers = new HashMap<>();
                answered.data().properties().forEach(one -> answers.put(one.getKey(), one.getValue()));
                token.answers = answers;
                askAgain(token);
            }
            case Node.Condition condition
            when token.answers.isEmpty() -> leaveOrEnd(token, condition.unknown(), "no-answer");
            default -> {}
        }
    }

    /** With the profile or without it: whatever comes now in this turn knows as much. */
    private void read(Token token) {
        knowsProfile = true;
        leave(token, token.node);
    }

    private boolean askAgain(Token token) {
        if (ended != null
                || token.gated
                || !tokens.contains(token)
                || !(definition.node(token.node) instanceof Node.Condition condition)) {
            return false;
        }
        Boolean result = ask(condition.when(), token.answers);
        if (result != null) {
            leave(token, result ? condition.yes() : condition.no());
        }
        return result != null;
    }

    private void leaveOrEnd(Token token, @Nullable NodeId next, String reason) {
        if (next == null) {
            end(token.node, reason);
        } else {
            leave(token, next);
        }
    }

    private void leave(Token token, NodeId next) {
        tokens.remove(token);
        go(next, token.group);
    }

    private void end(NodeId at, String reason) {
        tokens.clear();
        ended = at + ": " + reason;
        if (entered != null && entered.parent() != null) {
            asked.add("Ended " + at);
        }
    }

    private void go(NodeId id, @Nullable Group group) {
        if (ended != null) {
            return;
        }
        int visit = ++visits;
        if (pause == Pause.HOLD) {
            tokens.add(new Token(id, visit, group, now, true));
            return;
        }
        if (!knowsProfile && definition.node(id).toString().contains("{{profile.")) {
            rest(id, visit, group, now.plus(Duration.ofMinutes(1)));
            tokens.getLast().reading = true;
            asked.add("Ask " + id);
            return;
        }
        switch (definition.node(id)) {
            case Node.Condition condition -> {
                Boolean result = ask(condition.when(), Map.of());
                if (result == null) {
                    rest(id, visit, group, now.plus(condition.patience()));
                    if (condition.when().all().anyMatch(Rule.Asked.class::isInstance)) {
                        asked.add("Ask " + id);
                    }
                } else {
                    go(result ? condition.yes() : condition.no(), group);
                }
            }
            case Node.Notification notification -> {
                Instant turn = isClosed(notification) ? now : turn(id);
                if (isClosed(notification)) {
                    rest(id, visit, group, next(LocalTime.of(9, 0)));
                } else if (turn.isAfter(now)) {
                    rest(id, visit, group, turn);
                    tokens.getLast().paced = true;
                } else {
                    tell(id);
                    go(notification.next(), group);
                }
            }
            case Node.Timer timer -> {
                Instant until = timer.rest() instanceof Rest.UntilTime time
                        ? next(time.time())
                        : now.plus(((Rest.For) timer.rest()).delay());
                rest(id, visit, group, until);
            }
            case Node.Wait wait -> rest(id, visit, group, now.plus(wait.timeout()));
            case Node.Split split -> go(way(id, split), group);
            case Node.Goto jump -> {
                boolean jumping = jumps.merge(id, 1, Integer::sum) <= jump.most();
                go(jumping ? jump.to() : jump.next(), group);
            }
            case Node.Parallel parallel -> {
                Group inner = new Group(group, parallel.branches().size());
                for (NodeId branch : parallel.branches()) {
                    if (!inner.over) {
                        go(branch, inner);
                    }
                }
            }
            case Node.Join join -> {
                Group inner = Objects.requireNonNull(group);
                inner.arrived++;
                if (join.all() && inner.arrived < inner.expected) {
                    tokens.add(new Token(id, visit, group, null, false));
                } else {
                    inner.over = true;
                    tokens.removeIf(token -> token.group != null && token.group.isIn(inner));
                    go(join.next(), inner.outer);
                }
            }
            case Node.SubJourney sub -> {
                asked.add("Start " + id);
                if (sub.patience() == null) {
                    go(sub.next(), group);
                } else {
                    rest(id, visit, group, now.plus(sub.patience()));
                }
            }
            case Node.Stop stop -> {
                asked.add("Stop " + id);
                go(stop.next(), group);
            }
            case Node.UpdateUser update -> {
                asked.add("UpdateUser " + id);
                go(update.next(), group);
            }
            case Node.Emit emit -> {
                asked.add("Emit " + id);
                go(emit.next(), group);
            }
            case Node.Call call -> {
                asked.add("Call " + id);
                rest(id, visit, group, now.plus(call.patience()));
            }
            case Node.Exit exit -> end(id, exit.reason());
        }
    }

    private void rest(NodeId id, int visit, @Nullable Group group, Instant until) {
        tokens.add(new Token(id, visit, group, until, false));
    }

    private void tell(NodeId id) {
        if (mayTell(id)) {
            asked.add("Notify " + id);
            told.merge(id, 1L, Long::sum);
            toldAtAll++;
        }
    }

    private boolean isClosed(Node.Notification notification) {
        int hour = now.atZone(ZoneOffset.UTC).getHour();
        return notification.window() != null && (hour < 9 || hour >= 17);
    }

    /** By the limits of its life; all is told on one channel. */
    private boolean mayTell(NodeId id) {
        return pause != Pause.SKIP
                && toldAtAll < most.channels().getOrDefault(Node.Medium.EMAIL, Long.MAX_VALUE)
                && told.getOrDefault(id, 0L) < most.nodes().getOrDefault(id, Long.MAX_VALUE);
    }

    private Instant turn(NodeId id) {
        if (!mayTell(id)) {
            return now;
        }
        Instant turn = now;
        Allowance.Turns all = allowance.all();
        if (all != null) {
            turn = nextOfAll == null || nextOfAll.isBefore(turn) ? turn : nextOfAll;
            nextOfAll = turn.plus(all.between());
        }
        Allowance.Turns turns = allowance.turns();
        if (turns != null) {
            turn = nextMessage == null || nextMessage.isBefore(turn) ? turn : nextMessage;
            nextMessage = turn.plus(turns.between());
        }
        return turn;
    }

    private Instant next(LocalTime time) {
        Instant today = now.atZone(ZoneOffset.UTC).toLocalDate().atTime(time).toInstant(ZoneOffset.UTC);
        return today.isAfter(now) ? today : today.plus(Duration.ofDays(1));
    }

    private NodeId way(NodeId id, Node.Split split) {
        String salt = split.salt() == null ? definition.journeyId() + ":" + id : split.salt();
        UUID hash = UUID.nameUUIDFromBytes((salt + "\0" + userId).getBytes(StandardCharsets.UTF_8));
        List<NodeId> lots = new ArrayList<>();
        split.ways().forEach(way -> {
            for (int lot = 0; lot < way.weight(); lot++) {
                lots.add(way.next());
            }
        });
        return lots.get((int) Long.remainderUnsigned(hash.getLeastSignificantBits(), lots.size()));
    }

    /** Null when it cannot be known. */
    private @Nullable Boolean ask(Rule rule, Map<String, JsonNode> answers) {
        return switch (rule) {
            case Rule.Prefers prefers -> {
                Guest.Section known = guest.preferences();
                yield known == null
                        ? null
                        : prefers.has().stream()
                                .allMatch(flag -> known.value()
                                        .path(prefers.channel().name().toLowerCase(Locale.ROOT))
                                        .path(flag.name().toLowerCase(Locale.ROOT))
                                        .asBoolean(false));
            }
            case Rule.HasAttribute has ->
                guest.attributes() == null
                        ? null
                        : has.in().contains(guest.attributes().value().path(has.name()));
            case Rule.Compares compares -> compare(compares);
            case Rule.Did did ->
                history.stream()
                                .filter(event -> has(event, did.event(), did.attributes()))
                                .filter(event -> did.within() == null
                                        || !Objects.requireNonNull(event.at()).isBefore(now.minus(did.within())))
                                .count()
                        >= did.atLeast();
            case Rule.History asked ->
                answers.containsKey(asked.question())
                        ? Objects.requireNonNull(answers.get(asked.question())).asInt() >= asked.atLeast()
                        : null;
            case Rule.InSegment segment ->
                answers.containsKey(segment.question())
                        ? Objects.requireNonNull(answers.get(segment.question()))
                                .asBoolean()
                        : null;
            case Rule.Profile profile ->
                answers.containsKey("profile")
                        ? profile.comparison()
                                .holds(Objects.requireNonNull(answers.get("profile"))
                                        .at(profile.at()))
                        : null;
            case Rule.Not not -> {
                Boolean inner = ask(not.rule(), answers);
                yield inner == null ? null : !inner;
            }
            case Rule.All all -> {
                List<@Nullable Boolean> parts = new ArrayList<>();
                all.rules().forEach(part -> parts.add(ask(part, answers)));
                yield parts.contains(false) ? Boolean.FALSE : parts.contains(null) ? null : Boolean.TRUE;
            }
            case Rule.Any any -> {
                List<@Nullable Boolean> parts = new ArrayList<>();
                any.rules().forEach(part -> parts.add(ask(part, answers)));
                yield parts.contains(true) ? Boolean.TRUE : parts.contains(null) ? null : Boolean.FALSE;
            }
        };
    }

    private @Nullable Boolean compare(Rule.Compares compares) {
        JsonNode found = switch (compares.of()) {
            case USER ->
                guest.attributes() == null ? null : guest.attributes().value().get(compares.name());
            case ENTRY -> Objects.requireNonNull(entered).attributes().get(compares.name());
            case MEMORY -> learnt.get(compares.name());
        };
        boolean unknown = compares.of() == Source.USER && guest.attributes() == null;
        return unknown ? null : compares.comparison().holds(found);
    }
}
