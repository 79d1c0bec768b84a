package dev.concierge.journey.definition;

import dev.concierge.journey.definition.Node.Category;
import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Content;
import dev.concierge.journey.definition.Node.Exit;
import dev.concierge.journey.definition.Node.Medium;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.Node.Timer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one node of each kind. */
final class NodeReader {
    static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    static final String ID_EXPECTATION = "1 to 64 letters, digits, - and _";

    private static final int REASON = 100;
    private static final int SUBJECT = 500;
    private static final int TEXT = 20_000;
    /** How long a condition waits for a guest's data: the users topic is behind by seconds, or broken. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private NodeReader() {}

    static Node read(Part node) {
        String type = node.field("type").isText() ? node.field("type").text(REASON) : "";
        return switch (type) {
            case "condition" -> condition(node.only("type", "when", "next", "patience"));
            case "notification" -> notification(node.only("type", "channels", "category", "content", "next"));
            case "timer" -> timer(node.only("type", "delay", "next"));
            case "exit" -> exit(node.only("type", "reason"));
            default -> {
                node.field("type").wrong("one of condition, notification, timer, exit");
                yield new Exit("");
            }
        };
    }

    static NodeId id(Part part) {
        return new NodeId(part.text(ID, "the id of a node"));
    }

    private static Condition condition(Part node) {
        Part next = node.field("next").only("yes", "no", "unknown");
        Part unknown = next.field("unknown");
        Part patience = node.field("patience");
        return new Condition(
                RuleReader.read(node.field("when")),
                id(next.field("yes")),
                id(next.field("no")),
                unknown.isMissing() ? null : id(unknown),
                patience.isMissing() ? PATIENCE : patience.duration());
    }

    private static Notification notification(Part node) {
        return new Notification(
                List.copyOf(node.field("channels").someOf(Medium.class)),
                node.field("category").oneOf(Category.class),
                content(node.field("content").only("subject", "text", "html")),
                id(node.field("next")));
    }

    private static Content content(Part content) {
        Part subject = content.field("subject");
        Part html = content.field("html");
        return new Content(
                subject.isMissing() ? null : subject.text(SUBJECT),
                content.field("text").text(TEXT),
                html.isMissing() ? null : html.text(TEXT));
    }

    private static Timer timer(Part node) {
        return new Timer(node.field("delay").duration(), id(node.field("next")));
    }

    private static Exit exit(Part node) {
        Part reason = node.field("reason");
        return new Exit(reason.isMissing() ? "completed" : reason.text(REASON));
    }
}
