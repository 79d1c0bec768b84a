package dev.concierge.event.outlet;

import dev.concierge.event.history.History;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.outgoing.OutgoingAnswer;
import dev.concierge.platform.outgoing.OutgoingAnswer.Answered;
import dev.concierge.platform.outgoing.OutgoingAnswer.Refused;
import dev.concierge.platform.outgoing.OutgoingAnswer.TimedOut;
import dev.concierge.platform.outgoing.OutgoingAnswer.TooMany;
import dev.concierge.platform.outgoing.OutgoingAnswer.Unreachable;
import dev.concierge.platform.outgoing.OutgoingCall;
import dev.concierge.platform.outgoing.OutgoingCalls;
import dev.concierge.platform.outgoing.SecretFiles;
import dev.concierge.platform.outgoing.WebhookSignature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends one batch as Standard Webhooks has it: signed, under an id that is the same however often it is sent. */
final class SendBatch {
    private static final int GONE = 410;
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final long MOST_SECONDS = 999_999;

    private final OutgoingCalls calls;
    private final SecretFiles secrets;
    private final History history;
    private final JsonMapper json;
    private final Clock clock;

    SendBatch(OutgoingCalls calls, SecretFiles secrets, History history, JsonMapper json, Clock clock) {
        this.calls = calls;
        this.secrets = secrets;
        this.history = history;
        this.json = json;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Outcome {
        record Acknowledged(int messages) implements Outcome {}

        /** The receiver wants no more of them. */
        record NoMore() implements Outcome {}

        /** @param rest what the receiver asks for; zero when it says nothing */
        record NotNow(String why, Duration rest) implements Outcome {}
    }

    /**
     * Without what erased guests did, which may still lie on the topics.
     *
     * @param place where it was read, from and to: what makes the batch the same one again
     */
    Outcome send(Outlet outlet, String place, List<ReceivedMessage> messages) {
        Set<String> erased = history.erasedOf(
                messages.stream().map(ReceivedMessage::key).distinct().toList());
        List<ReceivedMessage> left = messages.stream()
                .filter(message -> !erased.contains(message.key()))
                .toList();
        if (left.isEmpty()) {
            return new Outcome.Acknowledged(0);
        }
        List<String> signing = secrets.named(outlet.secret());
        if (signing.isEmpty()) {
            return new Outcome.NotNow(
                    "there is no secret " + outlet.secret() + " in the secrets' folder", Duration.ZERO);
        }
        WebhookSignature signature;
        try {
            signature = new WebhookSignature(signing);
        } catch (IllegalArgumentException unusable) {
            return new Outcome.NotNow(String.valueOf(unusable.getMessage()), Duration.ZERO);
        }
        byte[] body = json.writeValueAsBytes(Batch.of(outlet, left));
        UUID id = Ids.derived(outlet.outletId(), place);
        Map<String, String> headers = new HashMap<>(signature.headers("msg_" + id, clock.instant(), body));
        headers.put("Content-Type", "application/json");
        String caller = "outlet " + outlet.outletId();
        return outcome(calls.send(new OutgoingCall("POST", outlet.url(), headers, body, caller)), left.size());
    }

    private static Outcome outcome(OutgoingAnswer answer, int messages) {
        return switch (answer) {
            case Answered answered when answered.isSuccess() -> new Outcome.Acknowledged(messages);
            case Answered(int status, var _, byte[] _, boolean _) when status == GONE -> new Outcome.NoMore();
            case Answered answered -> new Outcome.NotNow("answer " + answered.status(), rest(answered));
            case Refused(String reason) -> new Outcome.NotNow(reason, Duration.ZERO);
            case TooMany(String reason) -> new Outcome.NotNow(reason, Duration.ZERO);
            case TimedOut(String reason) -> new Outcome.NotNow(reason, Duration.ZERO);
            case Unreachable(String reason) -> new Outcome.NotNow(reason, Duration.ZERO);
        };
    }

    /** {@code Retry-After} in seconds, within reason. */
    private static Duration rest(Answered answered) {
        List<String> values = answered.headers().getOrDefault("retry-after", List.of());
        if (values.size() != 1 || !values.getFirst().matches("[0-9]{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Numbers.whole(values.getFirst(), 0, MOST_SECONDS));
        return asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST;
    }

    /** The body. */
    record Batch(String type, Instant timestamp, Data data) {
        record Data(UUID outletId, List<Message> messages) {}

        /** @param subject whom it is about: the guest */
        record Message(
                String id,
                String type,
                String source,
                Instant time,
                String subject,
                @Nullable JsonNode data) {}

        private static Batch of(Outlet outlet, List<ReceivedMessage> messages) {
            return new Batch(
                    "events.batch",
                    messages.getLast().time(),
                    new Data(
                            outlet.outletId(),
                            messages.stream()
                                    .map(message -> new Message(
                                            message.id(),
                                            message.type(),
                                            message.source(),
                                            message.time(),
                                            message.key(),
                                            message.json()))
                                    .toList()));
        }
    }
}
