package dev.concierge.journey.action;

import dev.concierge.journey.definition.HttpCall;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls somebody outside. Without an answer, or with one that says it is a passing fault, the call is made again as
 * often as the node says; then the run is told.
 */
@Component
class CallOutside implements EffectHandler<CallOutside.Requested> {
    private static final String KIND = "journey.call";

    private final SafeCalls calls;
    private final Answers answers;
    private final Clock clock;

    CallOutside(SafeCalls calls, Answers answers, Clock clock) {
        this.calls = calls;
        this.answers = answers;
        this.clock = clock;
    }

    /** @param until after which nobody waits for the answer */
    record Requested(Visit visit, String caller, Instant until, HttpCall call) {}

    static Request request(UUID id, Visit visit, JourneyId journey, Instant until, HttpCall call) {
        return new Request(id, KIND, new Requested(visit, "journey " + journey, until, call));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Requested> payloadType() {
        return Requested.class;
    }

    @Override
    public int concurrency() {
        return 16;
    }

    @Override
    public Duration patience() {
        return Duration.ofDays(1);
    }

    @Override
    public Completion perform(RequestedEffect<Requested> effect) {
        Requested asked = effect.payload();
        if (clock.instant().isAfter(asked.until())) {
            return () -> {};
        }
        return switch (calls.make(effect.id(), asked.caller(), asked.call())) {
            case SafeCalls.Success success -> {
                ObjectNode data = JsonNodeFactory.instance.objectNode();
                asked.call().map().forEach((name, pointer) -> {
                    var found = success.body().at(pointer);
                    if (!found.isMissingNode()) {
                        data.set(name, found);
                    }
                });
                yield () -> answers.ok(effect.id(), asked.visit(), data, "status " + success.status());
            }
            case SafeCalls.Failure failure
            when failure.passing() && effect.attempt() <= asked.call().retries() -> throw new CallFailed(failure.why());
            case SafeCalls.Failure failure -> () -> answers.failed(effect.id(), asked.visit(), failure.why());
        };
    }

    @Override
    public void onGivenUp(RequestedEffect<Requested> effect, String cause) {
        answers.failed(effect.id(), effect.payload().visit(), cause);
    }

    /** To be tried again. */
    private static final class CallFailed extends RuntimeException {
        CallFailed(String why) {
            super(why);
        }
    }
}
