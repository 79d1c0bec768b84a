package dev.concierge.hub.delivery.template;

import dev.concierge.hub.delivery.Content;
import dev.concierge.hub.delivery.Notification;
import dev.concierge.hub.delivery.Placeholders;
import dev.concierge.hub.delivery.contact.Contact;
import org.jspecify.annotations.Nullable;

/** Puts what is known of a guest and of the cause into a notification's content or template. */
public final class WriteMessage {
    /** A message, or why there is none. */
    public sealed interface Result {}

    public record Written(Wording wording) implements Result {}

    /** It cannot be written, now or later. */
    public record Unwritable(String reason) implements Result {}

    /** Without anything personal. */
    public Result anonymous(Notification notification) {
        return write(notification, null);
    }

    public Result personal(Notification notification, Contact contact) {
        return write(notification, contact);
    }

    private Result write(Notification notification, @Nullable Contact contact) {
        Content content = notification.content();
        if (content == null) {
            return new Unwritable("no such template");
        }
        Placeholders placeholders =
                new Placeholders(notification.data(), field -> contact == null ? null : contact.field(field));
        return new Written(new Wording(
                content.subject() == null ? null : placeholders.line(content.subject()),
                placeholders.text(content.text()),
                content.html() == null ? null : placeholders.html(content.html())));
    }
}
