package dev.concierge.journey.definition;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a definition from JSON; what is wrong with it is located: pointer, value, expectation. */
public final class DefinitionReader {
    private static final Pattern JOURNEY_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final int NAME = 200;
    private static final int MOST_NODES = 500;
    /** Every event of a guest moves all of the guest's runs. */
    private static final int MOST_LIVE = 1000;

    private static final int MOST_REACTIONS = 50;
    private static final int MOST_RUNS = 100_000;
    private static final int HIGHEST_RANK = 1_000;
    /** Would hide behind the routes of the same name. */
    private static final Set<String> RESERVED = Set.of("runs", "schema", "experiences");
    /** There is nobody left to take in. */
    private static final String GONE = "user.deleted";

    private DefinitionReader() {}

    /**
     * @throws InvalidInput with every mistake found: those of the graph only once each node is right in itself
     */
    public static Definition read(JsonNode json) {
        List<FieldError> errors = new ArrayList<>();
        Part root = Part.root(json, errors)
                .only(
                        "journeyId",
                        "name",
                        "entry",
                        "entryRules",
                        "limits",
                        "exitRules",
                        "goals",
                        "schedule",
                        "start",
                        "nodes");
        JourneyId journeyId = journeyId(root.field("journeyId"));
        String name = root.field("name").text(NAME);
        Entry entry = entry(root.field("entry"));
        EntryRules entryRules = entryRules(root.field("entryRules"));
        Reactions reactions = new Reactions(exitRules(root.field("exitRules")), goals(root.field("goals")));
        Schedule schedule = ScheduleReader.read(root.field("schedule"));
        NodeId start = NodeReader.id(root.field("start"));
        Map<NodeId, Node> nodes = nodes(root.field("nodes"));
        Limits limits = LimitsReader.read(root.field("limits"), nodes);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return new Definition(journeyId, name, entry, entryRules, limits, reactions, schedule, start, nodes);
    }

    static JourneyId journeyId(Part part) {
        String id = part.text(JOURNEY_ID, "1 to 64 lower-case letters, digits, - and _");
        if (RESERVED.contains(id)) {
            part.wrong("none of " + String.join(", ", RESERVED.stream().sorted().toList()));
        }
        return new JourneyId(id);
    }

    private static @Nullable Entry entry(Part part) {
        if (part.isMissing()) {
            return null;
        }
        Part on = part.only("on", "attributes", "key").field("on");
        String event = on.text(NAME);
        if (event.equals(GONE)) {
            on.wrong("an event of a guest who is still there");
        }
        Part key = part.field("key");
        return new Entry(event, part.field("attributes").scalars(), key.isMissing() ? null : key.text(NAME));
    }

    private static List<Reactions.ExitRule> exitRules(Part part) {
        return part.isMissing()
                ? List.of()
                : part.list(MOST_REACTIONS, rule -> {
                    rule.only("on", "attributes", "key", "reason");
                    return new Reactions.ExitRule(
                            PatternReader.read(rule, "on"), rule.field("reason").text(NodeReader.REASON));
                });
    }

    private static List<Reactions.Goal> goals(Part part) {
        return part.isMissing()
                ? List.of()
                : part.list(MOST_REACTIONS, goal -> {
                    goal.only("name", "on", "attributes", "key");
                    return new Reactions.Goal(
                            goal.field("name").text(NodeReader.REASON), PatternReader.read(goal, "on"));
                });
    }

    private static EntryRules entryRules(Part part) {
        EntryRules otherwise = EntryRules.DEFAULT;
        if (part.isMissing()) {
            return otherwise;
        }
        part.only("reentry", "live", "rate", "priority");
        Part reentry = part.field("reentry");
        Part live = part.field("live");
        Part rate = part.field("rate");
        return new EntryRules(
                reentry.isMissing() ? otherwise.reentry() : reentry.oneOf(EntryRules.Reentry.class),
                live.isMissing() ? otherwise.live() : live.number(1, MOST_LIVE),
                rate.isMissing() ? otherwise.rate() : rate(rate.only("runs", "within")),
                priority(part.field("priority")));
    }

    private static EntryRules.@Nullable Priority priority(Part priority) {
        if (priority.isMissing()) {
            return null;
        }
        priority.only("group", "rank");
        return new EntryRules.Priority(
                priority.field("group").text(NodeReader.REASON),
                priority.field("rank").number(0, HIGHEST_RANK));
    }

    private static EntryRules.Rate rate(Part rate) {
        return new EntryRules.Rate(
                rate.field("runs").number(1, MOST_RUNS), rate.field("within").duration());
    }

    private static Map<NodeId, Node> nodes(Part part) {
        Map<NodeId, Node> nodes = new LinkedHashMap<>();
        Map<String, Part> fields = part.fields();
        if (fields.isEmpty() || fields.size() > MOST_NODES) {
            part.wrong("1 to " + MOST_NODES + " nodes");
        }
        fields.forEach((id, node) -> {
            if (!NodeReader.ID.matcher(id).matches()) {
                node.wrong("a name of " + NodeReader.ID_EXPECTATION);
            }
            nodes.put(new NodeId(id), NodeReader.read(node));
        });
        return nodes;
    }
}
