package dev.concierge.journey.action;

import dev.concierge.journey.definition.HttpCall;
import dev.concierge.platform.input.StrictValues;
import dev.concierge.platform.outgoing.OutgoingAnswer;
import dev.concierge.platform.outgoing.OutgoingAnswer.Answered;
import dev.concierge.platform.outgoing.OutgoingAnswer.Refused;
import dev.concierge.platform.outgoing.OutgoingAnswer.TimedOut;
import dev.concierge.platform.outgoing.OutgoingAnswer.TooMany;
import dev.concierge.platform.outgoing.OutgoingAnswer.Unreachable;
import dev.concierge.platform.outgoing.OutgoingCall;
import dev.concierge.platform.outgoing.OutgoingCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls to addresses that definitions name, by the one outgoing client, which calls public addresses only. Secrets are
 * files, read each time.
 */
final class SafeCalls {
    /** What a run remembers is kept in its state, and would be refused there with all that its guest does later. */
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new StrictValues()).build();

    private static final int TOO_MANY = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final OutgoingCalls outgoing;
    private final Path secrets;

    SafeCalls(OutgoingCalls outgoing, Path secrets) {
        this.outgoing = outgoing;
        this.secrets = secrets;
    }

    /**
     * @param id the same whenever the call is made again; goes out as {@code Idempotency-Key}
     * @param caller the journey, which has a share of the calls under way
     */
    Outcome make(UUID id, String caller, HttpCall call) {
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        headers.put("Idempotency-Key", id.toString());
        headers.put("Accept", "application/json");
        if (call.secret() != null) {
            Optional<CallSecret> secret =
                    CallSecret.in(secrets.resolve("journey-" + call.secret().name()));
            if (secret.isEmpty()) {
                return new Failure(
                        true, "secret: " + call.secret().name() + " (expected: a file of the secrets' folder)");
            }
            if (!secret.get().mayGoTo(call.url())) {
                return new Failure(
                        false, "secret: " + call.secret().name() + " (expected: an address that its file names)");
            }
            headers.put(call.secret().header(), secret.get().value());
        }
        byte[] body = new byte[0];
        if (call.body() != null) {
            headers.put("Content-Type", "application/json");
            body = call.body().toString().getBytes(StandardCharsets.UTF_8);
        }
        OutgoingCall request =
                new OutgoingCall(call.method().name(), call.url(), headers, body, caller, call.timeout());
        return outcome(outgoing.send(request));
    }

    private static Outcome outcome(OutgoingAnswer answer) {
        return switch (answer) {
            case Answered answered when answered.isSuccess() -> new Success(answered.status(), json(answered));
            case Answered answered -> new Failure(isPassing(answered.status()), "status " + answered.status());
            case Refused refused -> new Failure(false, refused.reason());
            case TooMany busy -> new Failure(true, busy.reason());
            case TimedOut late -> new Failure(true, late.reason());
            case Unreachable away -> new Failure(true, away.reason());
        };
    }

    private static boolean isPassing(int status) {
        return status >= 500 || status == TOO_MANY || status == REQUEST_TIMEOUT;
    }

    private static JsonNode json(Answered answered) {
        try {
            return answered.whole() ? JSON.readValue(answered.body(), JsonNode.class) : MissingNode.getInstance();
        } catch (JacksonException notJsonOrNotToBeKept) {
            return MissingNode.getInstance();
        }
    }

    /** How a call ended. */
    sealed interface Outcome {}

    /** @param body missing when the answer was no JSON, or none that can be kept */
    record Success(int status, JsonNode body) implements Outcome {}

    /** @param passing whether trying again may help */
    record Failure(boolean passing, String why) implements Outcome {}
}
