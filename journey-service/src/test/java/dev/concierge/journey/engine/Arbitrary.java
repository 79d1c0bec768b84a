package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.EntryRules;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.Node.Category;
import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Content;
import dev.concierge.journey.definition.Node.Exit;
import dev.concierge.journey.definition.Node.Medium;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.Node.Timer;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.definition.Rule;
import dev.concierge.journey.definition.Rule.All;
import dev.concierge.journey.definition.Rule.Any;
import dev.concierge.journey.definition.Rule.Channel;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.journey.definition.Rule.Flag;
import dev.concierge.journey.definition.Rule.HasAttribute;
import dev.concierge.journey.definition.Rule.Not;
import dev.concierge.journey.definition.Rule.Prefers;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.GuestChanged;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.journey.engine.Stimulus.TimerFired;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.UserChanged;
import dev.concierge.journey.guest.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Anything that can be given to the engine, drawn from a seed. */
final class Arbitrary {
    private static final List<String> EVENTS = List.of("viewed", "bought", "left");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Random random;

    Arbitrary(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Edges lead forward, but for those of timers, which may lead anywhere. */
    Definition definition() {
        while (true) {
            int size = 1 + random.nextInt(12);
            Map<NodeId, Node> nodes = new HashMap<>();
            for (int index = 0; index < size; index++) {
                nodes.put(id(index), node(index, size));
            }
            nodes.keySet().retainAll(reachable(nodes));
            try {
                return new Definition(new JourneyId("any"), "Any", null, EntryRules.DEFAULT, id(0), nodes);
            } catch (IllegalArgumentException unsound) {
                // a timer's way back has closed the way to the exit: draw again
            }
        }
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
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                new Condition(
                        rule(2),
                        after(index, size),
                        after(index, size),
                        chance(50) ? after(index, size) : null,
                        Duration.ofMinutes(1 + random.nextInt(9)));
            case 2 ->
                new Notification(
                        List.of(Medium.EMAIL), Category.MARKETING, new Content(null, "x", null), after(index, size));
            case 3 -> new Timer(Duration.ofMinutes(1 + random.nextInt(9)), id(random.nextInt(size)));
            default -> new Exit("early");
        };
    }

    private NodeId after(int index, int size) {
        return id(index + 1 + random.nextInt(size - index - 1));
    }

    private static NodeId id(int index) {
        return new NodeId("n" + index);
    }

    Rule rule(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 6)) {
            case 0 -> new Prefers(one(List.of(Channel.values())), Set.of(one(List.of(Flag.values()))));
            case 1 -> new HasAttribute("tier", List.of(JSON.numberNode(random.nextInt(2))));
            case 2 ->
                new Did(
                        one(EVENTS),
                        1 + random.nextInt(3),
                        chance(50) ? Map.of() : Map.of("kind", JSON.numberNode(random.nextInt(2))));
            case 3 -> new Not(rule(depth - 1));
            case 4 -> new All(rules(depth - 1));
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
    Stimulus stimulus(Run run) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new Entered("x", JSON.objectNode());
            case 2, 3, 4 -> event(random.nextInt(20));
            case 5, 6, 7 ->
                new TimerFired(
                        run.state() instanceof RunState.Waiting waiting && chance(80)
                                ? waiting.visit()
                                : random.nextInt(9),
                        chance(20));
            case 8, 9 -> new GuestChanged();
            case 10 -> new ReceiptArrived(new UUID(1, random.nextInt(3)), null, "email", "sent", null);
            default -> chance(20) ? new Cancelled("whim") : new GuestChanged();
        };
    }

    /** The same for the same number, as a redelivery is. */
    private static EventOccurred event(int number) {
        return new EventOccurred(
                new UUID(0, number),
                EVENTS.get(number % EVENTS.size()),
                JSON.objectNode().put("kind", number % 2));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
