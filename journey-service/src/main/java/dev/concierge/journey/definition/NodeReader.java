package dev.concierge.journey.definition;

import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Exit;
import dev.concierge.journey.definition.Node.Goto;
import dev.concierge.journey.definition.Node.Join;
import dev.concierge.journey.definition.Node.Parallel;
import dev.concierge.journey.definition.Node.Split;
import dev.concierge.journey.definition.Node.Timer;
import dev.concierge.journey.definition.Node.Wait;
import dev.concierge.journey.definition.Node.Wait.Awaited;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one node of each kind. */
final class NodeReader {
    static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    static final String ID_EXPECTATION = "1 to 64 letters, digits, - and _";
    static final int REASON = 100;

    private static final int MOST_EVENTS = 20;
    private static final int MOST_WAYS = 20;
    private static final int MOST_WEIGHT = 1_000_000;
    private static final int MOST_JUMPS = 100;
    private static final int MOST_BRANCHES = 10;
    /** How long a condition waits for a guest's data: the users topic is behind by seconds, or broken. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final String TYPES = "condition, split, wait, timer, notification, update-user, emit, http, journey,"
            + " stop, goto, parallel, join, exit";

    private NodeReader() {}

    static Node read(Part node) {
        String type = node.field("type").isText() ? node.field("type").text(REASON) : "";
        return switch (type) {
            case "condition" -> condition(node.only("type", "when", "next", "patience"));
            case "split" -> split(node.only("type", "ways", "salt"));
            case "wait" -> wait(node.only("type", "for", "events", "timeout", "next"));
            case "timer" -> timer(node.only("type", "delay", "until", "zone", "window", "next"));
            case "notification" ->
                ActionReader.notification(node.only(
                        "type", "channels", "category", "content", "template", "expiresAfter", "window", "next"));
            case "update-user" -> ActionReader.updateUser(node.only("type", "attributes", "next"));
            case "emit" -> ActionReader.emit(node.only("type", "event", "attributes", "next"));
            case "http" ->
                ActionReader.call(node.only(
                        "type",
                        "method",
                        "url",
                        "headers",
                        "body",
                        "secret",
                        "timeout",
                        "retries",
                        "patience",
                        "map",
                        "next"));
            case "journey" ->
                ActionReader.subJourney(node.only("type", "journeyId", "attributes", "wait", "timeout", "next"));
            case "stop" -> ActionReader.stop(node.only("type", "journeyId", "reason", "next"));
            case "goto" -> gotoNode(node.only("type", "to", "atMost", "next"));
            case "parallel" -> parallel(node.only("type", "branches", "join"));
            case "join" -> join(node.only("type", "for", "next"));
            case "exit" -> exit(node.only("type", "reason"));
            default -> {
                node.field("type").wrong("one of " + TYPES);
                yield new Exit("");
            }
        };
    }

    static NodeId id(Part part) {
        return new NodeId(part.text(ID, "the id of a node"));
    }

    private static @Nullable NodeId optional(Part part) {
        return part.isMissing() ? null : id(part);
    }

    private static Condition condition(Part node) {
        Part next = node.field("next").only("yes", "no", "unknown");
        return new Condition(
                RuleReader.read(node.field("when")),
                id(next.field("yes")),
                id(next.field("no")),
                optional(next.field("unknown")),
                node.field("patience").duration(PATIENCE));
    }

    private static Split split(Part node) {
        Part salt = node.field("salt");
        return new Split(
                node.field("ways").list(MOST_WAYS, NodeReader::way), salt.isMissing() ? null : salt.text(REASON));
    }

    private static Split.Way way(Part way) {
        way.only("name", "weight", "holdOut", "next");
        Part holdOut = way.field("holdOut");
        return new Split.Way(
                way.field("name").text(REASON),
                way.field("weight").number(1, MOST_WEIGHT),
                !holdOut.isMissing() && holdOut.truth(),
                id(way.field("next")));
    }

    private static Wait wait(Part node) {
        Part next = node.field("next").only("done", "timeout");
        boolean all = all(node, false);
        List<Awaited> events = node.field("events").list(MOST_EVENTS, event -> {
            event.only("event", "attributes", "key", "next");
            if (all && !event.field("next").isMissing()) {
                event.field("next").wrong("none where all events are waited for");
            }
            return new Awaited(PatternReader.read(event, "event"), optional(event.field("next")));
        });
        return new Wait(
                events, all, node.field("timeout").duration(), id(next.field("done")), optional(next.field("timeout")));
    }

    /** What several things are waited for. */
    private enum For {
        ALL,
        ANY
    }

    private static boolean all(Part node, boolean otherwise) {
        Part part = node.field("for");
        return part.isMissing() ? otherwise : part.oneOf(For.class) == For.ALL;
    }

    private static Timer timer(Part node) {
        return new Timer(
                RestReader.rest(node),
                RestReader.zone(node.field("zone")),
                RestReader.window(node.field("window")),
                id(node.field("next")));
    }

    private static Goto gotoNode(Part node) {
        return new Goto(id(node.field("to")), node.field("atMost").number(1, MOST_JUMPS), id(node.field("next")));
    }

    private static Parallel parallel(Part node) {
        return new Parallel(node.field("branches").list(MOST_BRANCHES, NodeReader::id), id(node.field("join")));
    }

    private static Join join(Part node) {
        return new Join(all(node, true), id(node.field("next")));
    }

    private static Exit exit(Part node) {
        Part reason = node.field("reason");
        return new Exit(reason.isMissing() ? "completed" : reason.text(REASON));
    }
}
