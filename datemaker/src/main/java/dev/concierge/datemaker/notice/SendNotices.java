package dev.concierge.datemaker.notice;

import dev.concierge.datemaker.call.CallSettings;
import dev.concierge.datemaker.guest.PageKeys;
import dev.concierge.datemaker.guest.PageKeys.PageKey;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends with the transaction under way: nobody is told what did not happen. */
@Component
public class SendNotices {
    public static final String BOT_TOPIC = "bot-messages";
    static final String BOT_TYPE = "bot-message.sent";

    private static final List<String> MAIL = List.of("email", "live", "inbox");
    private static final List<String> LIVE = List.of("live", "inbox");

    private final Outbox outbox;
    private final Expectations expectations;
    private final PageKeys pages;
    private final CallSettings settings;
    private final Ids ids;
    private final Clock clock;

    SendNotices(Outbox outbox, Expectations expectations, PageKeys pages, CallSettings settings, Ids ids, Clock clock) {
        this.outbox = outbox;
        this.expectations = expectations;
        this.pages = pages;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param chat null for a guest without a bot, who is told through the hub */
    public record Recipient(UUID user, @Nullable Chat chat) {}

    /** Tells all of them the same. */
    public void send(UUID event, List<Recipient> recipients, Notice notice) {
        Instant now = clock.instant();
        Map<UUID, PageKey> keys = leadsToPage(notice) ? pages.of(withoutBot(recipients), now) : Map.of();
        for (Recipient recipient : recipients) {
            UUID user = recipient.user();
            Chat chat = recipient.chat();
            if (chat == null) {
                notify(event, user, notice, keys.get(user));
                continue;
            }
            if (notice.asks() != null) {
                expectations.expect(chat, new Expectations.Expected(notice.asks(), event, user, notice.partner()), now);
            }
            reply(event, user, chat, notice.command(), notice.data());
        }
    }

    private static boolean leadsToPage(Notice notice) {
        return !notice.urgent() && !notice.data().containsKey("url");
    }

    private static List<UUID> withoutBot(List<Recipient> recipients) {
        return recipients.stream()
                .filter(recipient -> recipient.chat() == null)
                .map(Recipient::user)
                .toList();
    }

    /** Answers a bot. */
    public void reply(@Nullable UUID event, UUID user, Chat chat, String command, Map<String, Object> data) {
        outbox.append(new OutgoingMessage(
                ids.next(), BOT_TOPIC, chat.chatId(), BOT_TYPE, Map.of(command, data), chat.headers(user, event)));
    }

    private void notify(UUID event, UUID user, Notice notice, @Nullable PageKey key) {
        Map<String, Object> data = new LinkedHashMap<>(notice.data());
        data.put("kind", notice.command());
        data.put("event_id", event.toString());
        String text = notice.text();
        if (key != null) {
            String page = settings.page(key.key());
            data.put("page_url", page);
            text += " Your page: " + page;
        }
        UUID id = ids.next();
        outbox.append(new OutgoingMessage(
                id,
                NotificationRequested.TOPIC,
                user.toString(),
                NotificationRequested.TYPE,
                new NotificationRequested(
                        id,
                        user.toString(),
                        notice.urgent() ? LIVE : MAIL,
                        "transactional",
                        new NotificationRequested.Content(notice.subject(), text),
                        data,
                        clock.instant())));
    }

    /** What the hub is asked to tell a guest, {@code notification.requested}. */
    record NotificationRequested(
            UUID notificationId,
            String userId,
            List<String> channels,
            String category,
            Content content,
            Map<String, Object> data,
            Instant requestedAt) {
        static final String TOPIC = "notifications";
        static final String TYPE = "notification.requested";

        record Content(String subject, String text) {}
    }
}
