package dev.concierge.hub.delivery.template;

import dev.concierge.hub.delivery.Content;
import dev.concierge.hub.delivery.Notification;
import dev.concierge.hub.delivery.Notification.TemplateRef;
import dev.concierge.hub.delivery.Placeholders;
import dev.concierge.hub.delivery.consent.ConsentLinks;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.contact.Users;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts what is known of a guest and of the cause into a notification's content or template. */
public final class WriteMessage {
    private final Templates templates;
    private final RenderTemplate rendering;
    private final Users users;
    private final ConsentLinks links;
    private final JsonMapper json;

    WriteMessage(Templates templates, RenderTemplate rendering, Users users, ConsentLinks links, JsonMapper json) {
        this.templates = templates;
        this.rendering = rendering;
        this.users = users;
        this.links = links;
        this.json = json;
    }

    /** A message, or why there is none. */
    public sealed interface Result {}

    public record Written(Wording wording) implements Result {}

    /** It cannot be written, now or later. */
    public record Unwritable(String reason) implements Result {}

    /** Without anything personal. */
    public Result anonymous(Notification notification) {
        return write(notification, null, null);
    }

    /** @param channel whose wishes the guest finds behind {@code {{links.preferences}}} */
    public Result personal(Notification notification, Contact contact, String channel) {
        return write(notification, contact, channel);
    }

    private Result write(Notification notification, @Nullable Contact contact, @Nullable String channel) {
        Content content = notification.content();
        if (content != null) {
            return new Written(filled(content, notification.data(), contact));
        }
        TemplateRef asked = Objects.requireNonNull(notification.template(), "neither content nor template");
        Optional<TemplateBody> body = templates
                .remembered(asked.id(), asked.version())
                .map(Template::body)
                .filter(found -> found.kind() == TemplateBody.Kind.MESSAGE);
        if (body.isEmpty()) {
            return new Unwritable(
                    "no template " + asked.id() + (asked.version() == null ? "" : " in version " + asked.version()));
        }
        try {
            return new Written(rendering.render(
                    body.get(), notification.locale(), values(notification, body.get(), contact, channel)));
        } catch (RenderTemplate.TemplateBroken broken) {
            return new Unwritable("template " + asked.id() + ", " + broken.getMessage());
        }
    }

    private static Wording filled(Content content, JsonNode data, @Nullable Contact contact) {
        Placeholders placeholders = new Placeholders(data, field -> contact == null ? null : contact.field(field));
        return new Wording(
                content.subject() == null ? null : placeholders.line(content.subject()),
                placeholders.text(content.text()),
                content.html() == null ? null : placeholders.html(content.html()));
    }

    private Map<String, Object> values(
            Notification notification, TemplateBody body, @Nullable Contact contact, @Nullable String channel) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("data", tree(notification.data()));
        values.put("event", tree(notification.data().path("event")));
        JsonNode source = notification.source();
        values.put("run", source == null ? Map.of() : tree(source));
        if (contact != null) {
            values.put("user", user(contact));
            if (RenderTemplate.needsProfile(body)) {
                values.put("profile", profile(contact.userId()));
            }
        }
        if (channel != null) {
            String wish = notification.category().wish();
            values.put(
                    "links",
                    Map.of(
                            "preferences",
                            links.to(notification.userId(), channel, wish).toString()));
        }
        return values;
    }

    private static Map<String, Object> user(Contact contact) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("firstName", contact.firstName());
        user.put("lastName", contact.lastName());
        user.put("email", contact.email());
        user.put("phone", contact.phone());
        return user;
    }

    private Map<String, Object> profile(String userId) {
        try {
            return tree(users.profile(userId));
        } catch (HttpClientErrorException.NotFound nobody) {
            return Map.of();
        }
    }

    @SuppressWarnings("unchecked") // keys of JSON objects are text
    Map<String, Object> tree(JsonNode node) {
        return node.isObject() ? json.convertValue(node, Map.class) : Map.of();
    }
}
