package dev.concierge.search.assistant;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.search.assistant.Turns.Part;
import dev.concierge.search.assistant.Turns.Standing;
import dev.concierge.search.assistant.dialogue.Assent;
import dev.concierge.search.assistant.dialogue.GuardRails;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.dialogue.Tongue;
import dev.concierge.search.assistant.dialogue.Turn;
import dev.concierge.search.assistant.memory.AssistedGuests;
import dev.concierge.search.assistant.memory.Memories;
import dev.concierge.search.assistant.offline.OfflineProvider;
import dev.concierge.search.assistant.openai.ModelProvider;
import dev.concierge.search.assistant.provider.Provider.Unanswered;
import dev.concierge.search.assistant.tool.Questions.Question;
import dev.concierge.search.assistant.tool.Toolbox;
import dev.concierge.search.assistant.tool.Tools;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers one turn: a yes or no to what was asked, a refusal, or what a provider finds. */
@Component
class AnswerTurn {
    private static final Logger log = LoggerFactory.getLogger(AnswerTurn.class);
    private static final int HISTORY = 8;

    private final Turns turns;
    private final AssistedGuests guests;
    private final Memories memories;
    private final Tools tools;
    private final OfflineProvider offline;
    private final ModelProvider model;
    private final Screens hub;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Timer firstWords;
    private final Clock clock;

    AnswerTurn(
            Turns turns,
            AssistedGuests guests,
            Memories memories,
            Tools tools,
            OfflineProvider offline,
            ModelProvider model,
            ServiceClients services,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock) {
        this.turns = turns;
        this.guests = guests;
        this.memories = memories;
        this.tools = tools;
        this.offline = offline;
        this.model = model;
        this.hub = services.create(Screens.class, "hub");
        this.transaction = transaction;
        this.meters = meters;
        this.firstWords = Timer.builder("search.assistant.first.words")
                .description("From taking what a guest said to the first part of its answer at the hub")
                .register(meters);
        this.clock = clock;
        // each from the start, so that the first of it has a rate
        for (Outcome outcome : Outcome.values()) {
            ended(outcome);
        }
    }

    /** How a turn ended. */
    private enum Outcome {
        ANSWERED,
        AGREED,
        DECLINED,
        REFUSED,
        APOLOGISED
    }

    /** What is said last, and what has to be so with it. */
    private record Last(String text, Outcome outcome, Runnable alongside) {}

    void of(Turn turn) {
        Screen screen = new Screen(
                turn,
                turns,
                hub,
                transaction,
                () -> firstWords.record(Duration.between(turn.takenAt(), clock.instant())));
        if (screen.isOver()) {
            screen.send();
            return;
        }
        Standing standing = turns.standing(turn.guest(), turn.conversationId());
        Tongue tongue = Tongue.of(turn.content()).orElse(standing.tongue());
        Heard heard = new Heard(
                turn,
                tongue,
                turns.before(turn, HISTORY),
                standing.shown(),
                guests.find(turn.guest()).name(),
                memories.all(turn.guest()).stream().map(Memories.Memory::text).toList());
        Toolbox toolbox = tools.of(heard, (_, told) -> screen.use(told));
        Last last = last(heard, toolbox, screen);
        screen.end(Part.Kind.FINAL, last.text(), () -> {
            turns.stand(turn.guest(), turn.conversationId(), new Standing(tongue, toolbox.shown()));
            last.alongside().run();
        });
        ended(last.outcome()).increment();
    }

    private Counter ended(Outcome outcome) {
        return Counter.builder("search.assistant.turns")
                .description("Turns of conversations with the assistant, by how they ended")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private Last last(Heard heard, Toolbox toolbox, Screen screen) {
        Turn turn = heard.turn();
        Optional<Question> asked = tools.open(turn.guest(), turn.conversationId());
        if (asked.isPresent()) {
            Question question = asked.get();
            switch (Assent.of(turn.content())) {
                case YES -> {
                    Toolbox.Answer answer = toolbox.act(question);
                    // what could not be done may be agreed to again, until the question is too old
                    return new Last(text(answer), Outcome.AGREED, () -> {
                        if (answer instanceof Toolbox.Answer.Done) {
                            tools.accepted(turn.guest(), question);
                        }
                    });
                }
                case NO -> {
                    String text = heard.tongue()
                            .say("All right, I leave it at that.", "In Ordnung, dann lasse ich es dabei.");
                    return new Last(text, Outcome.DECLINED, () -> tools.declined(turn.guest(), question));
                }
                case NEITHER -> {}
            }
        }
        return GuardRails.refusalOf(turn.content(), heard.tongue())
                .map(refusal -> new Last(refusal, Outcome.REFUSED, () -> {}))
                .orElseGet(() -> found(heard, toolbox, screen));
    }

    private Last found(Heard heard, Toolbox toolbox, Screen screen) {
        Outcome outcome = Outcome.ANSWERED;
        try {
            if (model.isFor(heard.turn().guest())) {
                model.answer(heard, toolbox, screen);
            } else {
                offline.answer(heard, toolbox, screen::sayLast);
            }
        } catch (Unanswered failed) {
            log.warn("The model gives no answer to {}: {}", heard.turn().messageId(), failed.getMessage());
            outcome = Outcome.APOLOGISED;
        } catch (RuntimeException broken) {
            log.error("There is no answer to {}", heard.turn().messageId(), broken);
            outcome = Outcome.APOLOGISED;
        }
        return new Last(whole(heard, toolbox, screen, outcome), outcome, () -> {});
    }

    /** A question is the server's: what the guest says yes to is never in a model's words alone. */
    private static String whole(Heard heard, Toolbox toolbox, Screen screen, Outcome outcome) {
        String said = outcome == Outcome.APOLOGISED ? apology(heard) : screen.said();
        String question = toolbox.question();
        if (question == null || said.endsWith(question)) {
            return said;
        }
        return said.isEmpty() || outcome == Outcome.APOLOGISED ? question : said + "\n" + question;
    }

    private static String apology(Heard heard) {
        return heard.tongue()
                .say(
                        "I am sorry, I cannot answer that right now. Please ask me again in a moment.",
                        "Es tut mir leid, das kann ich gerade nicht beantworten. Bitte frage mich gleich noch einmal.");
    }

    private static String text(Toolbox.Answer answer) {
        return switch (answer) {
            case Toolbox.Answer.Data _ -> "";
            case Toolbox.Answer.Asked asked -> asked.says();
            case Toolbox.Answer.Done done -> done.says();
            case Toolbox.Answer.Refused refused -> refused.says();
        };
    }
}
