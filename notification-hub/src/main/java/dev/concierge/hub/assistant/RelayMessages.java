package dev.concierge.hub.assistant;

import dev.concierge.hub.assistant.Conversations.Conversation;
import dev.concierge.hub.assistant.Conversations.Message;
import dev.concierge.hub.assistant.Conversations.Part;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.effect.RequestedEffect;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Fact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands a guest's messages to the assistant, one conversation's in their order, and shows what it answers. A guest who
 * gets no answer in time, or no further part of one, is told so; what is answered later is shown all the same, as it may say
 * what was done.
 */
final class RelayMessages implements EffectHandler<RelayMessages.Handover> {
    private static final String KIND = "assistant";
    private static final int OVERDUE_AT_ONCE = 100;
    /** Not now; so answers an assistant that is still at the first attempt, or that has too much to do. */
    private static final Set<HttpStatusCode> LATER =
            Set.of(HttpStatus.REQUEST_TIMEOUT, HttpStatus.CONFLICT, HttpStatus.TOO_MANY_REQUESTS);

    private final Conversations conversations;
    private final Agents agents;
    private final Effects effects;
    private final SendLive live;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AssistantSettings settings;

    RelayMessages(
            Conversations conversations,
            Agents agents,
            Effects effects,
            SendLive live,
            TransactionTemplate transaction,
            Clock clock,
            AssistantSettings settings) {
        this.conversations = conversations;
        this.agents = agents;
        this.effects = effects;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
    }

    /** The message to hand over. */
    record Handover(UUID messageId) {}

    /** The conversation that a message begins when it names none. */
    static UUID begunBy(UUID messageId) {
        return Ids.derived(messageId, "conversation");
    }

    /** Takes a message, in the transaction of its request. */
    void take(Conversation conversation, Message message) {
        do {
            conversations.begin(conversation, clock.instant());
        } while (!conversations.lock(conversation.id())); // forgotten at this moment, as nothing was left in it
        Conversation begun = conversations.find(conversation.id()).orElseThrow();
        if (!begun.userId().equals(conversation.userId())) {
            // who has named none has not to read of the one that somebody else began with this id
            throw conversation.id().equals(begunBy(message.id()))
                    ? new MessageIdTaken(message.id())
                    : new ConversationNotFound(conversation.id());
        }
        if (conversations.add(message, clock.instant(), due())) {
            requireRoom(conversation.userId());
            show(
                    message,
                    "said",
                    "new_message",
                    payload(message).put("from", "guest").put("content", message.content()));
            handOverNext(conversation.id());
        } else if (!conversations.message(message.id()).filter(message::equals).isPresent()) {
            throw new MessageIdTaken(message.id());
        }
    }

    /** Each message is kept, and each costs an answer. */
    private void requireRoom(String guest) {
        if (conversations.count(guest, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)) > settings.guestMost()) {
            throw new TooManySaid(settings.guestMost());
        }
    }

    /**
     * Shows what follows without a gap; what came too early waits. A repetition changes nothing.
     *
     * @param businesses of which alone the answering token may know; empty for all
     */
    void take(AnswerMessage answer, Set<String> businesses) {
        transaction.executeWithoutResult(_ -> {
            if (!businesses.isEmpty() && !isAbout(answer.conversationId(), businesses)) {
                throw new MessageNotFound(answer.messageId());
            }
            showWhatFollows(answer);
        });
    }

    private boolean isAbout(UUID conversationId, Set<String> businesses) {
        return conversations
                .find(conversationId)
                .filter(conversation ->
                        conversation.businessId() != null && businesses.contains(conversation.businessId()))
                .isPresent();
    }

    private void showWhatFollows(AnswerMessage answer) {
        UUID messageId = answer.messageId();
        int next = conversations
                .nextIndex(answer.conversationId(), messageId)
                .orElseThrow(() -> new MessageNotFound(messageId));
        if (answer.index() < next) {
            return;
        }
        conversations.keep(messageId, new Part(answer.index(), answer.kind(), answer.content()));
        Message message = new Message(messageId, answer.conversationId(), "");
        for (Part part : conversations.takeFrom(messageId, next, due())) {
            show(message, "part " + part.index(), part.kind().event(), shown(message, part));
            if (part.kind().isLast()) {
                conversations.end(messageId);
            }
        }
    }

    /** Tells guests whose time is up, each apart: whoever holds one conversation waits for no other. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void endOverdue() {
        for (Message message : conversations.overdue(clock.instant(), OVERDUE_AT_ONCE)) {
            transaction.executeWithoutResult(
                    _ -> end(message, "timeout", () -> conversations.endOverdue(message.id(), clock.instant())));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Handover> payloadType() {
        return Handover.class;
    }

    @Override
    public Duration patience() {
        return settings.patience();
    }

    @Override
    public Completion perform(RequestedEffect<Handover> effect) {
        UUID messageId = effect.payload().messageId();
        Message message = conversations.message(messageId).orElse(null);
        if (message == null) {
            return () -> {}; // erased together with its guest
        }
        if (conversations.hasEnded(messageId)) {
            return () -> handOverNext(message.conversationId()); // which the assistant may have got already
        }
        Conversation conversation = conversations.find(message.conversationId()).orElseThrow();
        try {
            agents.send(new Agents.Asked(
                    conversation.businessId(), conversation.userId(), conversation.id(), messageId, message.content()));
        } catch (HttpClientErrorException refused) {
            if (LATER.contains(refused.getStatusCode())) {
                throw refused;
            }
            return () -> end(message, "refused");
        }
        return () -> {
            conversations.sent(messageId);
            handOverNext(conversation.id());
        };
    }

    @Override
    public void onGivenUp(RequestedEffect<Handover> effect, String cause) {
        conversations.message(effect.payload().messageId()).ifPresent(message -> end(message, "unavailable"));
    }

    private void end(Message message, String reason) {
        end(message, reason, () -> conversations.end(message.id()));
    }

    /** The conversation first, as everybody locks it, or two would wait for each other. */
    private void end(Message message, String reason, BooleanSupplier ended) {
        boolean _ = conversations.lock(message.conversationId());
        if (ended.getAsBoolean()) {
            tellFailure(message, reason);
        }
        handOverNext(message.conversationId());
    }

    private void handOverNext(UUID conversationId) {
        boolean _ = conversations.lock(conversationId);
        conversations
                .takeNext(conversationId)
                .ifPresent(next ->
                        effects.request(Ids.derived(next, KIND), KIND, conversationId.toString(), new Handover(next)));
    }

    /** When whoever hears nothing from now on is told so. */
    private Instant due() {
        return clock.instant().plus(settings.patience());
    }

    private void tellFailure(Message message, String reason) {
        show(
                message,
                "failed",
                "new_message",
                payload(message).put("from", "assistant").put("error", reason));
    }

    private void show(Message message, String what, String event, ObjectNode payload) {
        live.send(Ids.derived(message.id(), what), "messages:" + message.conversationId(), event, payload);
    }

    private static ObjectNode payload(Message message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("conversationId", message.conversationId().toString())
                .put("messageId", message.id().toString());
    }

    private static ObjectNode shown(Message message, Part part) {
        ObjectNode payload = payload(message).put("index", part.index()).put("from", "assistant");
        payload.set(part.kind() == AnswerMessage.Kind.ERROR ? "error" : "content", part.content());
        return payload;
    }

    /** There is no such conversation, or it is somebody else's. */
    private static final class ConversationNotFound extends Fact {
        ConversationNotFound(UUID conversationId) {
            super(Kind.NOT_FOUND, "conversation-not-found", "There is no conversation " + conversationId + ".");
        }
    }

    /** Something else was said under this id, maybe by somebody else: a repetition it is not, and it must not be lost. */
    private static final class MessageIdTaken extends Fact {
        MessageIdTaken(UUID messageId) {
            super(
                    Kind.UNPROCESSABLE,
                    "message-id-taken",
                    "messageId: " + messageId + " (expected: an id of this message alone).");
        }
    }

    /** Nobody said this, or its guest was erased. */
    private static final class MessageNotFound extends Fact {
        MessageNotFound(UUID messageId) {
            super(Kind.NOT_FOUND, "message-not-found", "There is no message " + messageId + " in this conversation.");
        }
    }

    /** Of one guest in a day; another day begins soon. */
    private static final class TooManySaid extends Fact {
        TooManySaid(int most) {
            super(
                    Kind.TOO_MANY_REQUESTS,
                    "too-many-messages",
                    "This guest has said " + most + " messages today, as many as one guest may.");
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofHours(1);
        }
    }
}
