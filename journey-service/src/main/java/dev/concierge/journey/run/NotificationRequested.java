package dev.concierge.journey.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Effect.Notify;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the hub is asked to tell a guest, {@code notification.requested}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationRequested(
        UUID notificationId,
        UserId userId,
        List<String> channels,
        String category,
        @Nullable Content content,
        @Nullable Template template,
        JsonNode data,
        Source source,
        Instant requestedAt,
        @Nullable Instant expiresAt) {

    static NotificationRequested of(Run run, Notify effect, Instant at) {
        Node.Notification notification = effect.notification();
        return new NotificationRequested(
                effect.id(),
                run.userId(),
                notification.channels().stream()
                        .map(NotificationRequested::written)
                        .toList(),
                written(notification.category()),
                notification.message() instanceof Node.Content content ? Content.of(content) : null,
                notification.message() instanceof Node.Template template ? Template.of(template) : null,
                effect.data(),
                new Source(run.journeyId(), run.id(), effect.node()),
                at,
                notification.expires() == null ? null : at.plus(notification.expires()));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Content(
            @Nullable String subject, String text, @Nullable String html) {
        static Content of(Node.Content content) {
            return new Content(content.subject(), content.text(), content.html());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Template(String id, @Nullable Integer version) {
        static Template of(Node.Template template) {
            return new Template(template.id(), template.version());
        }
    }

    record Source(JourneyId journeyId, RunId runId, NodeId node) {}
}
