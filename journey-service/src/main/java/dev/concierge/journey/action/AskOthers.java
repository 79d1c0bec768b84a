package dev.concierge.journey.action;

import dev.concierge.journey.action.Histories.Happened;
import dev.concierge.journey.definition.Comparison;
import dev.concierge.journey.definition.Rule.Asked;
import dev.concierge.journey.definition.Rule.History;
import dev.concierge.journey.definition.Rule.InSegment;
import dev.concierge.journey.definition.Rule.Profile;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks event-service and user-service what conditions need to know. It is tried until the condition's patience ends; a
 * refusal is an answer too: that there will be none.
 */
@Component
class AskOthers implements EffectHandler<AskOthers.Questions> {
    static final String KIND = "journey.ask";
    private static final int PAGE = 100;
    /** A guest with more events than that in the window has surely done it often enough, or never this very thing. */
    private static final int MOST_PAGES = 20;

    private static final Duration PATIENCE = Duration.ofHours(24);

    private final Histories histories;
    private final Profiles profiles;
    private final GuestSegments segments;
    private final Answers answers;
    private final Clock clock;

    AskOthers(Histories histories, Profiles profiles, GuestSegments segments, Answers answers, Clock clock) {
        this.histories = histories;
        this.profiles = profiles;
        this.segments = segments;
        this.answers = answers;
        this.clock = clock;
    }

    /** @param until after which nobody waits for the answer */
    record Questions(Visit visit, Instant until, List<Question> questions) {}

    /**
     * @param event null for what user-service knows
     * @param segment null for the guest's profile, if there is no event
     */
    record Question(
            String question,
            @Nullable String event,
            int atLeast,
            @Nullable Duration within,
            Map<String, JsonNode> attributes,
            @Nullable String segment) {
        static Question of(Asked asked) {
            return switch (asked) {
                case History history ->
                    new Question(
                            history.question(),
                            history.event(),
                            history.atLeast(),
                            history.within(),
                            history.attributes(),
                            null);
                case Profile profile -> new Question(profile.question(), null, 0, null, Map.of(), null);
                case InSegment in -> new Question(in.question(), null, 0, null, Map.of(), in.segmentId());
            };
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Questions> payloadType() {
        return Questions.class;
    }

    @Override
    public int concurrency() {
        return 8;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Completion perform(RequestedEffect<Questions> effect) {
        Questions asked = effect.payload();
        if (clock.instant().isAfter(asked.until())) {
            return () -> {};
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        try {
            for (Question question : asked.questions()) {
                data.set(question.question(), answer(asked.visit(), question));
            }
        } catch (HttpClientErrorException refused) {
            String how = "refused: " + refused.getStatusCode();
            return () -> answers.failed(effect.id(), asked.visit(), how);
        }
        return () -> answers.ok(effect.id(), asked.visit(), data, "answered");
    }

    private JsonNode answer(Visit visit, Question question) {
        String guest = visit.userId().value();
        if (question.event() != null) {
            return JsonNodeFactory.instance.numberNode(count(guest, question.event(), question));
        }
        return question.segment() == null
                ? profiles.read(guest)
                : JsonNodeFactory.instance.booleanNode(segments.of(guest).items().stream()
                        .anyMatch(segment -> segment.segmentId().equals(question.segment())));
    }

    /** Stops at the number asked for, so that a busy guest costs no more than that. */
    private int count(String guest, String event, Question question) {
        Instant from = question.within() == null ? null : clock.instant().minus(question.within());
        int count = 0;
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Histories.Page happened = histories.list(guest, event, from == null ? null : from.toString(), cursor, PAGE);
            for (Happened one : happened.items()) {
                count += Comparison.all(question.attributes(), one.attributes()) ? 1 : 0;
            }
            cursor = happened.next();
            if (count >= question.atLeast() || cursor == null) {
                return Math.min(count, question.atLeast());
            }
        }
        return count;
    }

    @Override
    public void onGivenUp(RequestedEffect<Questions> effect, String cause) {
        answers.failed(effect.id(), effect.payload().visit(), cause);
    }

    static Request request(UUID id, Visit visit, Instant until, List<Asked> questions) {
        return new Request(
                id,
                KIND,
                new Questions(visit, until, questions.stream().map(Question::of).toList()));
    }
}
