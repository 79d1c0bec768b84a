package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Comparison;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.EntryRules;
import dev.concierge.journey.definition.HttpCall;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.Limits;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.Node.Call;
import dev.concierge.journey.definition.Node.Category;
import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Content;
import dev.concierge.journey.definition.Node.Emit;
import dev.concierge.journey.definition.Node.Exit;
import dev.concierge.journey.definition.Node.Goto;
import dev.concierge.journey.definition.Node.Join;
import dev.concierge.journey.definition.Node.Medium;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.Node.Parallel;
import dev.concierge.journey.definition.Node.Split;
import dev.concierge.journey.definition.Node.Stop;
import dev.concierge.journey.definition.Node.SubJourney;
import dev.concierge.journey.definition.Node.Template;
import dev.concierge.journey.definition.Node.Timer;
import dev.concierge.journey.definition.Node.UpdateUser;
import dev.concierge.journey.definition.Node.Wait;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.definition.Pattern;
import dev.concierge.journey.definition.Reactions;
import dev.concierge.journey.definition.Rest;
import dev.concierge.journey.definition.Rule;
import dev.concierge.journey.definition.Rule.All;
import dev.concierge.journey.definition.Rule.Any;
import dev.concierge.journey.definition.Rule.Channel;
import dev.concierge.journey.definition.Rule.Compares;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.journey.definition.Rule.Flag;
import dev.concierge.journey.definition.Rule.HasAttribute;
import dev.concierge.journey.definition.Rule.History;
import dev.concierge.journey.definition.Rule.InSegment;
import dev.concierge.journey.definition.Rule.Not;
import dev.concierge.journey.definition.Rule.Prefers;
import dev.concierge.journey.definition.Rule.Profile;
import dev.concierge.journey.definition.Source;
import dev.concierge.journey.definition.Window;
import dev.concierge.journey.definition.Zone;
import dev.concierge.journey.engine.Stimulus.Answered;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.GuestChanged;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.journey.engine.Stimulus.TimerFired;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.UserChanged;
import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.problem.InvalidInput;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Anything that can be given to the engine, drawn from a seed. */
final class Arbitrary {
    private static final List<String> EVENTS = List.of("viewed", "bought", "left");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Window OFFICE =
            new Window(LocalTime.of(9, 0), LocalTime.of(17, 0), EnumSet.allOf(DayOfWeek.class), Zone.UTC);
    private static final HttpCall CALL = call("https://example.org/{{entry.tier}}");
    private static final HttpCall CALL_OF_PROFILE = call("https://example.org/{{profile.tier}}");

    private final Random random;

    Arbitrary(long seed) {
        this.random = new Random(seed);
    }

    private static HttpCall call(String url) {
        return new HttpCall(
                HttpCall.Method.GET, url, Map.of(), null, null, Duration.ofSeconds(1), 0, Map.of("tier", "/tier"));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Edges lead forward, but for those of timers, waits and gotos, which may lead anywhere. */
    Definition definition() {
        while (true) {
            int size = 1 + random.nextInt(12);
            Map<NodeId, Node> nodes = new HashMap<>();
            for (int index = 0; index < size; index++) {
                add(nodes, index, size);
            }
            nodes.keySet().retainAll(reachable(nodes));
            try {
                return new Definition(
                        new JourneyId("any"),
                        "Any",
                        null,
                        EntryRules.DEFAULT,
                        Limits.NONE,
                        reactions(),
                        null,
                        id(0),
                        nodes);
            } catch (InvalidInput unsound) {
                // a way back has closed the way to the exit, or leads into branches: draw again
            }
        }
    }

    private Reactions reactions() {
        return chance(70)
                ? Reactions.NONE
                : new Reactions(
                        List.of(new Reactions.ExitRule(pattern(), "reaction")),
                        List.of(new Reactions.Goal("goal", pattern())));
    }

    Pattern pattern() {
        return new Pattern(
                one(EVENTS),
                chance(50) ? Map.of() : Map.of("kind", JSON.numberNode(random.nextInt(2))),
                chance(20) ? "key" : null);
    }

    private void add(Map<NodeId, Node> nodes, int index, int size) {
        if (index < size - 1 && chance(15)) {
            NodeId join = new NodeId("n" + index + "join");
            List<NodeId> branches = IntStream.range(0, 2 + random.nextInt(2))
                    .mapToObj(branch -> new NodeId("n" + index + "branch" + branch))
                    .toList();
            branches.forEach(branch -> nodes.put(branch, inBranch(join)));
            nodes.put(id(index), new Parallel(branches, join));
            nodes.put(join, new Join(chance(60), after(index, size)));
        } else {
            nodes.put(id(index), node(index, size));
        }
    }

    private Node inBranch(NodeId join) {
        return chance(10) ? new Exit("in a branch") : node(() -> join, () -> join);
    }

    private static Set<NodeId> reachable(Map<NodeId, Node> nodes) {
        Set<NodeId> reached = new HashSet<>(Set.of(id(0)));
        Deque<NodeId> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Node node = Objects.requireNonNull(nodes.get(open.pop()));
            node.edges().stream().map(Node.Edge::to).filter(reached::add).forEach(open::push);
        }
        return reached;
    }

    private Node node(int index, int size) {
        if (index == size - 1) {
            return new Exit("end");
        }
        return chance(8) ? new Exit("early") : node(() -> after(index, size), () -> id(random.nextInt(size)));
    }

    /** @param on where nodes lead that may not lead back */
    private Node node(Supplier<NodeId> on, Supplier<NodeId> anywhere) {
        return switch (random.nextInt(13)) {
            case 0, 1 ->
                new Condition(
                        rule(2),
                        on.get(),
                        on.get(),
                        chance(50) ? on.get() : null,
                        Duration.ofMinutes(1 + random.nextInt(9)));
            case 2 ->
                new Notification(
                        List.of(Medium.EMAIL),
                        Category.MARKETING,
                        chance(50) ? new Content(null, "x", null) : new Template("greeting", null),
                        null,
                        chance(50) ? null : OFFICE,
                        on.get());
            case 3 -> new Timer(new Rest.For(Duration.ofMinutes(1 + random.nextInt(9))), null, null, anywhere.get());
            case 4 ->
                new Timer(
                        new Rest.UntilTime(LocalTime.of(random.nextInt(24), 0), EnumSet.allOf(DayOfWeek.class)),
                        Zone.UTC,
                        null,
                        anywhere.get());
            case 5 -> {
                boolean all = chance(40);
                yield new Wait(
                        IntStream.rangeClosed(0, random.nextInt(3))
                                .mapToObj(_ -> new Wait.Awaited(pattern(), all || chance(50) ? null : anywhere.get()))
                                .toList(),
                        all,
                        Duration.ofMinutes(1 + random.nextInt(300)),
                        anywhere.get(),
                        chance(50) ? anywhere.get() : null);
            }
            case 6 ->
                new Split(
                        List.of(
                                new Split.Way("a", 1 + random.nextInt(9), false, on.get()),
                                new Split.Way("b", 1 + random.nextInt(9), true, on.get())),
                        chance(50) ? null : "salt" + random.nextInt(9));
            case 7 -> new Goto(anywhere.get(), 1 + random.nextInt(3), on.get());
            case 8 ->
                new SubJourney(
                        new JourneyId("other"),
                        attributes("{{key}}"),
                        chance(50) ? null : Duration.ofMinutes(5),
                        on.get(),
                        chance(50) ? null : on.get());
            case 9 -> new Stop(new JourneyId("other"), "stopped", on.get());
            case 10 -> new UpdateUser(attributes("{{entry.kind}}"), on.get());
            case 11 -> new Emit("emitted", attributes("{{memory.tier}}"), on.get());
            default ->
                new Call(
                        chance(30) ? CALL_OF_PROFILE : CALL,
                        Duration.ofMinutes(10),
                        on.get(),
                        chance(50) ? on.get() : null);
        };
    }

    private Map<String, JsonNode> attributes(String text) {
        return Map.of("x", JSON.stringNode(chance(30) ? "{{profile.tier}}" : text));
    }

    private NodeId after(int index, int size) {
        return id(index + 1 + random.nextInt(size - index - 1));
    }

    private static NodeId id(int index) {
        return new NodeId("n" + index);
    }

    Rule rule(int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 10)) {
            case 0 -> new Prefers(one(List.of(Channel.values())), Set.of(one(List.of(Flag.values()))));
            case 1 -> new HasAttribute("tier", List.of(JSON.numberNode(random.nextInt(2))));
            case 2 ->
                new Did(
                        one(EVENTS),
                        1 + random.nextInt(3),
                        chance(60) ? null : Duration.ofMinutes(1 + random.nextInt(120)),
                        chance(50) ? Map.of() : Map.of("kind", JSON.numberNode(random.nextInt(2))));
            case 3 ->
                new Compares(
                        one(List.of(Source.values())),
                        "tier",
                        new Comparison(one(List.of(Comparison.Operator.values())), JSON.numberNode(random.nextInt(3))));
            case 4 -> new History(one(EVENTS), 2, null, Map.of());
            case 5 -> new Profile("/tier", new Comparison(Comparison.Operator.GTE, JSON.numberNode(1)));
            case 6 -> new InSegment("gold");
            case 7 -> new Not(rule(depth - 1));
            case 8 -> new All(rules(depth - 1));
            default -> new Any(rules(depth - 1));
        };
    }

    private List<Rule> rules(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> rule(depth))
                .toList();
    }

    Guest guest(UserId id) {
        Guest guest = Guest.unknown(id);
        for (int change = 0; change < random.nextInt(4); change++) {
            guest = guest.after(new UserChanged(
                    random.nextInt(5), chance(50) ? attributes() : null, chance(50) ? preferences() : null));
        }
        return guest;
    }

    private JsonNode attributes() {
        return chance(50) ? JSON.objectNode() : JSON.objectNode().put("tier", random.nextInt(2));
    }

    private JsonNode preferences() {
        var preferences = JSON.objectNode();
        for (String channel : List.of("email", "sms", "push")) {
            var flags = preferences.putObject(channel);
            for (Flag flag : Flag.values()) {
                flags.put(flag.name().toLowerCase(Locale.ROOT), chance(50));
            }
        }
        return preferences;
    }

    /** Mostly what fits the run; sometimes what comes too late, twice or never could. */
    Stimulus stimulus(Run run, Instant now) {
        return switch (random.nextInt(15)) {
            case 0 -> entered();
            case 1, 2, 3, 4 -> event(random.nextInt(40), now);
            case 5, 6, 7, 8 -> new TimerFired(visit(run), chance(20));
            case 9, 10 -> new GuestChanged();
            case 11, 12 -> new Answered(visit(run), chance(70), answer(run), null);
            case 13 -> new ReceiptArrived(new UUID(1, random.nextInt(3)), null, "email", "sent", null);
            default -> chance(20) ? new Cancelled("whim") : new GuestChanged();
        };
    }

    Entered entered() {
        return new Entered(
                "x",
                JSON.objectNode().put("tier", random.nextInt(3)),
                chance(50) ? "key" : null,
                chance(20) ? new Memory.Parent(new RunId(new UUID(5, 5)), 3) : null);
    }

    private int visit(Run run) {
        if (run.state() instanceof RunState.Waiting waiting && chance(85)) {
            return one(waiting.positions()).visit();
        }
        return random.nextInt(9);
    }

    /** Of a condition that asks the answers to its questions, else anything. */
    private JsonNode answer(Run run) {
        return JSON.objectNode()
                .put("tier", random.nextInt(3))
                .put("history viewed up to 2", random.nextInt(3))
                .put("history bought up to 2", random.nextInt(3))
                .put("history left up to 2", random.nextInt(3))
                .put("segment gold", chance(50))
                .set("profile", JSON.objectNode().put("tier", random.nextInt(3)));
    }

    /** The same for the same number, as a redelivery is. */
    private static EventOccurred event(int number, Instant now) {
        return new EventOccurred(
                new UUID(0, number),
                EVENTS.get(number % EVENTS.size()),
                JSON.objectNode().put("kind", number % 2).put("key", number % 4 == 0 ? "key" : "other"),
                now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(number)));
    }

    Duration time() {
        return Duration.ofMinutes(chance(80) ? random.nextInt(20) : random.nextInt(900));
    }

    Circumstances.Pause pause(Circumstances.Pause before) {
        return chance(95) ? before : one(List.of(Circumstances.Pause.values()));
    }

    /** Of half of the lives none; else a pace, and numbers that are soon used up. */
    Allowance allowance(Definition definition, Instant now) {
        if (chance(50)) {
            return Allowance.UNLIMITED;
        }
        Map<NodeId, Long> nodes = new HashMap<>();
        definition.nodes().forEach((id, node) -> {
            if (node instanceof Notification && chance(50)) {
                nodes.put(id, 1L + random.nextInt(3));
            }
        });
        return new Allowance(
                chance(50) ? now.plus(time()) : null,
                chance(70) ? new Allowance.Turns(now.plus(time()), Duration.ofMinutes(1 + random.nextInt(30))) : null,
                chance(30) ? new Allowance.Turns(now.plus(time()), Duration.ofMinutes(1 + random.nextInt(30))) : null,
                nodes,
                chance(30) ? Map.of(Medium.EMAIL, (long) random.nextInt(4)) : Map.of());
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
