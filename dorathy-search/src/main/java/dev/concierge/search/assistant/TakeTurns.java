package dev.concierge.search.assistant;

import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.effect.RequestedEffect;
import dev.concierge.platform.id.Ids;
import dev.concierge.search.assistant.dialogue.Turn;
import dev.concierge.search.assistant.memory.AssistedGuests;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes what guests say and has it answered, one turn of a guest at a time and in their order. What was taken is a row and
 * an effect: a process that ends in the middle leaves both to the next one.
 */
@Component
class TakeTurns implements EffectHandler<TakeTurns.Next> {
    private static final Logger log = LoggerFactory.getLogger(TakeTurns.class);
    private static final String KIND = "assistant-turn";
    private static final int FORGOTTEN_AT_ONCE = 20;

    private final Turns turns;
    private final AssistedGuests guests;
    private final AnswerTurn answer;
    private final Effects effects;
    private final AssistantSettings settings;
    private final Clock clock;

    TakeTurns(
            Turns turns,
            AssistedGuests guests,
            AnswerTurn answer,
            Effects effects,
            AssistantSettings settings,
            Clock clock) {
        this.turns = turns;
        this.guests = guests;
        this.answer = answer;
        this.effects = effects;
        this.settings = settings;
        this.clock = clock;
    }

    /** The turn to be answered. */
    record Next(UUID messageId, UUID guest) {}

    /** In the caller's transaction. */
    void take(UUID message, UUID conversation, UUID guest, String content) {
        AssistedGuests.AssistedGuest _ = guests.lock(guest);
        turns.add(new Turn(message, conversation, guest, content, clock.instant()));
        handOverNext(guest);
    }

    private void handOverNext(UUID guest) {
        turns.takeNext(guest)
                .ifPresent(next ->
                        effects.request(Ids.derived(next, KIND), KIND, guest.toString(), new Next(next, guest)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Next> payloadType() {
        return Next.class;
    }

    @Override
    public int concurrency() {
        return settings.atOnce();
    }

    /** The hub has told the guest by then that there is no answer. */
    @Override
    public Duration patience() {
        return settings.patience();
    }

    @Override
    public Completion perform(RequestedEffect<Next> effect) {
        Next next = effect.payload();
        Optional<Turn> turn = turns.answering(next.messageId());
        turn.ifPresent(answer::of);
        return () -> endAndGoOn(next);
    }

    @Override
    public void onGivenUp(RequestedEffect<Next> effect, String cause) {
        log.warn("The answer to {} cannot be shown: {}", effect.payload().messageId(), cause);
        endAndGoOn(effect.payload());
    }

    private void endAndGoOn(Next next) {
        if (guests.isErased(next.guest())) {
            return;
        }
        AssistedGuests.AssistedGuest _ = guests.lock(next.guest());
        turns.end(next.messageId());
        int _ = turns.forgetBefore(clock.instant().minus(settings.kept()), FORGOTTEN_AT_ONCE);
        handOverNext(next.guest());
    }
}
