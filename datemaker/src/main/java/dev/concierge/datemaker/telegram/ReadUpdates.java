package dev.concierge.datemaker.telegram;

import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.event.Format;
import dev.concierge.datemaker.guest.PageKeys;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Reads what happens in chats and puts it on the topic of commands, each once: how far it has read commits with what it
 * wrote, and Telegram keeps what has not been read for a day. Behind a firewall as well, as nobody calls us.
 */
@OnTelegram
@Component
class ReadUpdates implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReadUpdates.class);
    private static final Duration LONGER = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BotApi bot;
    private final TelegramSettings settings;
    private final TelegramChats chats;
    private final PageKeys pages;
    private final DateEvents events;
    private final Effects effects;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final UUID holder = UUID.randomUUID();
    private Loop loop;

    @SuppressWarnings("NullAway.Init") // the loop begins when all is ready
    ReadUpdates(
            BotApi bot,
            TelegramSettings settings,
            TelegramChats chats,
            PageKeys pages,
            DateEvents events,
            Effects effects,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.bot = bot;
        this.settings = settings;
        this.chats = chats;
        this.pages = pages;
        this.events = events;
        this.effects = effects;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop = Loop.start("telegram", Workload.BACKGROUND::run, this::read);
    }

    @Override
    public void destroy() {
        if (loop != null) {
            loop.stop(PATIENCE);
        }
    }

    private void read(Loop turns) throws InterruptedException {
        Duration claim = Duration.ofSeconds(settings.pollSeconds()).plus(LONGER);
        OptionalLong next = chats.take(holder, clock.instant(), claim);
        if (next.isEmpty()) {
            turns.rest(LONGER);
            return;
        }
        JsonNode updates = bot.call(
                "getUpdates",
                Map.of(
                        "offset",
                        next.getAsLong(),
                        "timeout",
                        settings.pollSeconds(),
                        "allowed_updates",
                        List.of("message", "callback_query")));
        for (JsonNode update : updates) {
            long id = update.path("update_id").asLong();
            transaction.executeWithoutResult(_ -> take(update, id));
            answerButton(update);
        }
    }

    private void take(JsonNode node, long id) {
        Update update = Update.of(node);
        if (!chats.readTo(holder, id + 1) || update == null) {
            return;
        }
        if (update.leaves()) {
            chats.unlink(update.account());
            say(update, "leave-" + id, new Said("This chat is no page's any more.", List.of()));
            return;
        }
        String key = update.pageKey();
        if (key != null) {
            pages.guest(key, clock.instant()).ifPresent(guest -> link(update, guest, id));
        }
        if (asksForAge(update, id)) {
            return;
        }
        UUID guest = chats.guest(update.account()).orElseGet(() -> stranger(update.account()));
        Map<String, String> headers = new HashMap<>(Map.of("user_id", guest.toString(), "chat_id", update.chat()));
        if (update.message() != null) {
            headers.put("message_id", update.message());
        }
        outbox.append(new OutgoingMessage(
                Ids.derived(holder, "update-" + id),
                "datemaker-commands",
                update.chat(),
                "datemaker.command-sent",
                update.command(),
                headers));
    }

    /** Whoever was sent a link of somebody else's page hears of it, and goes on as who they are. */
    private void link(Update update, UUID guest, long id) {
        Optional<UUID> known = chats.guest(update.account());
        if (known.isEmpty()) {
            chats.link(update.account(), guest);
            say(
                    update,
                    "link-" + id,
                    new Said(
                            "This chat belongs to the page whose link you have opened. If it is not yours, write /leave.",
                            List.of()));
        } else if (!known.get().equals(guest)) {
            say(
                    update,
                    "link-" + id,
                    new Said(
                            "That is the link of another page, and this chat stays with its own. To change that, write"
                                    + " /leave and open the link again.",
                            List.of()));
        }
    }

    private void say(Update update, String what, Said said) {
        effects.request(
                Ids.derived(holder, what),
                SayInChats.KIND,
                update.chat(),
                new SayInChats.Message(update.chat(), update.message(), said.text(), said.buttons()));
    }

    /** Whether the event has a band of ages and the guest has not said theirs: a question comes before the command. */
    private boolean asksForAge(Update update, long id) {
        UUID event = update.registersWithoutAge();
        Optional<Format> banded = event == null
                ? Optional.empty()
                : events.findById(new DateEventId(event)).map(DateEvent::format).filter(Format::asksForAge);
        banded.ifPresent(format -> say(
                update,
                "age-" + id,
                Said.ages(String.valueOf(event), update.side(), format.youngestTaken(), format.oldestTaken())));
        return banded.isPresent();
    }

    /** The same guest each time; without contacts, as nobody has registered them. */
    private static UUID stranger(long account) {
        return UUID.nameUUIDFromBytes(("telegram:" + account).getBytes(StandardCharsets.UTF_8));
    }

    /** A pressed button turns until Telegram hears of it; nothing else depends on that. */
    private void answerButton(JsonNode node) {
        String callback = node.path("callback_query").path("id").asString("");
        if (!callback.isEmpty()) {
            try {
                bot.call("answerCallbackQuery", Map.of("callback_query_id", callback));
            } catch (BotApi.Declined tooLate) {
                log.debug("A button was answered too late: {}", tooLate.getMessage());
            }
        }
    }
}
