package dev.concierge.journey.definition;

import dev.concierge.journey.definition.HttpCall.Secret;
import dev.concierge.journey.definition.Node.Call;
import dev.concierge.journey.definition.Node.Category;
import dev.concierge.journey.definition.Node.Content;
import dev.concierge.journey.definition.Node.Emit;
import dev.concierge.journey.definition.Node.Medium;
import dev.concierge.journey.definition.Node.Message;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.Node.Stop;
import dev.concierge.journey.definition.Node.SubJourney;
import dev.concierge.journey.definition.Node.Template;
import dev.concierge.journey.definition.Node.UpdateUser;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads nodes that ask something of others. */
final class ActionReader {
    private static final int SUBJECT = 500;
    private static final int TEXT = 20_000;
    private static final int NAME = 200;
    private static final int URL = 2_000;
    private static final int HEADERS = 20;
    private static final int MOST_RETRIES = 10;
    private static final int LATEST_TEMPLATE = 1_000_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Pattern TEMPLATE_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern WEB = Pattern.compile("https?://\\S+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern SECRET = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern MEMORY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private ActionReader() {}

    static Notification notification(Part node) {
        Part expires = node.field("expiresAfter");
        return new Notification(
                List.copyOf(node.field("channels").someOf(Medium.class)),
                node.field("category").oneOf(Category.class),
                message(node),
                expires.isMissing() ? null : expires.duration(),
                RestReader.window(node.field("window")),
                NodeReader.id(node.field("next")));
    }

    private static Message message(Part node) {
        Part template = node.field("template");
        if (template.isMissing()) {
            return content(node.field("content").only("subject", "text", "html"));
        }
        if (!node.field("content").isMissing()) {
            template.wrong("either content or template");
        }
        template.only("id", "version");
        Part version = template.field("version");
        return new Template(
                template.field("id").text(TEMPLATE_ID, "the id of a template"),
                version.isMissing() ? null : version.number(1, LATEST_TEMPLATE));
    }

    private static Content content(Part content) {
        Part subject = content.field("subject");
        Part html = content.field("html");
        return new Content(
                subject.isMissing() ? null : subject.text(SUBJECT),
                content.field("text").text(TEXT),
                html.isMissing() ? null : html.text(TEXT));
    }

    static UpdateUser updateUser(Part node) {
        Part attributes = node.field("attributes");
        if (attributes.fields().isEmpty()) {
            attributes.wrong("an object with at least one attribute");
        }
        return new UpdateUser(attributes.scalars(), NodeReader.id(node.field("next")));
    }

    static Emit emit(Part node) {
        Part event = node.field("event");
        String name = event.text(NAME);
        if (name.startsWith("user.")) {
            event.wrong("no name of a user change");
        }
        return new Emit(name, node.field("attributes").scalars(), NodeReader.id(node.field("next")));
    }

    static SubJourney subJourney(Part node) {
        Part wait = node.field("wait");
        Part timeout = node.field("timeout");
        if (wait.isMissing() && !timeout.isMissing()) {
            timeout.wrong("only with wait");
        }
        return new SubJourney(
                DefinitionReader.journeyId(node.field("journeyId")),
                node.field("attributes").scalars(),
                wait.isMissing() ? null : wait.duration(),
                NodeReader.id(node.field("next")),
                timeout.isMissing() ? null : NodeReader.id(timeout));
    }

    static Stop stop(Part node) {
        Part reason = node.field("reason");
        return new Stop(
                DefinitionReader.journeyId(node.field("journeyId")),
                reason.isMissing() ? "stopped" : reason.text(NodeReader.REASON),
                NodeReader.id(node.field("next")));
    }

    static Call call(Part node) {
        Part next = node.field("next").only("ok", "failed");
        Part failed = next.field("failed");
        return new Call(
                httpCall(node),
                node.field("patience").duration(PATIENCE),
                NodeReader.id(next.field("ok")),
                failed.isMissing() ? null : NodeReader.id(failed));
    }

    private static HttpCall httpCall(Part node) {
        Part url = node.field("url");
        String address = url.text(WEB, "an address of http or https");
        if (address.length() > URL) {
            url.wrong("at most " + URL + " characters");
        }
        Part timeout = node.field("timeout");
        Part retries = node.field("retries");
        return new HttpCall(
                node.field("method").oneOf(HttpCall.Method.class),
                address,
                headers(node.field("headers")),
                node.field("body").isMissing() ? null : node.field("body").json(),
                secret(node.field("secret")),
                timeout.isMissing() ? TIMEOUT : timeout.durationUpTo(LONGEST_TIMEOUT),
                retries.isMissing() ? 2 : retries.number(0, MOST_RETRIES),
                map(node.field("map")));
    }

    private static Map<String, String> headers(Part part) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (part.fields().size() > HEADERS) {
            part.wrong("at most " + HEADERS + " headers");
        }
        part.fields().forEach((name, value) -> {
            if (!HEADER.matcher(name).matches()) {
                value.wrong("the name of a header");
            }
            headers.put(name, value.text(NAME));
        });
        return headers;
    }

    private static @Nullable Secret secret(Part part) {
        if (part.isMissing()) {
            return null;
        }
        part.only("header", "name");
        return new Secret(
                part.field("header").text(HEADER, "the name of a header"),
                part.field("name").text(SECRET, "the name of a secret"));
    }

    private static Map<String, String> map(Part part) {
        Map<String, String> map = new LinkedHashMap<>();
        part.fields().forEach((name, pointer) -> {
            if (!MEMORY.matcher(name).matches()) {
                pointer.wrong("a name of 1 to 64 letters, digits and _");
            }
            map.put(name, pointer.text(RuleReader.POINTER, RuleReader.POINTER_EXPECTATION));
        });
        return map;
    }
}
