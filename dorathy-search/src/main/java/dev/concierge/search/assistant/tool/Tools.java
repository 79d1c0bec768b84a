package dev.concierge.search.assistant.tool;

import dev.concierge.platform.id.Ids;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.dialogue.Tongue;
import dev.concierge.search.assistant.tool.Questions.End;
import dev.concierge.search.assistant.tool.Questions.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All tools, and what is noted of their use. */
@Component
public class Tools {
    private static final Duration ASKED_FOR = Duration.ofMinutes(15);

    private final Map<String, Tool> byName = new LinkedHashMap<>();
    private final Calls calls;
    private final Questions questions;
    private final Clock clock;

    Tools(List<Tool> all, Calls calls, Questions questions, Clock clock) {
        all.forEach(tool -> byName.put(tool.name(), tool));
        this.calls = calls;
        this.questions = questions;
        this.clock = clock;
    }

    /** @param onUse what screens are told of each use */
    public Toolbox of(Heard heard, BiConsumer<String, ObjectNode> onUse) {
        return new Toolbox(this, heard, onUse);
    }

    /** What waits for the guest's yes in this conversation. */
    public Optional<Question> open(UUID guest, UUID conversation) {
        return questions.open(guest, conversation, clock.instant());
    }

    public void accepted(UUID guest, Question question) {
        questions.end(guest, question.questionId(), End.ACCEPTED);
    }

    public void declined(UUID guest, Question question) {
        questions.end(guest, question.questionId(), End.DECLINED);
    }

    Calls calls() {
        return calls;
    }

    @Nullable
    Tool named(String name) {
        return byName.get(name);
    }

    Question ask(Heard heard, String tool, Tool.Result.Asks asks) {
        Instant now = clock.instant();
        Question question = new Question(
                Ids.derived(heard.turn().messageId(), "question " + tool + " " + asks.action()),
                heard.turn().conversationId(),
                tool,
                asks.action(),
                asks.says(),
                now,
                now.plus(ASKED_FOR));
        questions.ask(heard.turn().guest(), question);
        return question;
    }

    /** As models are told of them. */
    public ArrayNode described() {
        ArrayNode described = JsonNodeFactory.instance.arrayNode();
        for (Tool tool : byName.values()) {
            ObjectNode function = described.addObject().put("type", "function").putObject("function");
            function.put("name", tool.name()).put("description", tool.says());
            ObjectNode schema =
                    function.putObject("parameters").put("type", "object").put("additionalProperties", false);
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = schema.putArray("required");
            for (Parameter parameter : tool.parameters()) {
                properties
                        .putObject(parameter.name())
                        .put("type", parameter.type().schema())
                        .put("description", parameter.says());
                if (parameter.isRequired()) {
                    required.add(parameter.name());
                }
            }
        }
        return described;
    }

    Texts texts(Heard heard) {
        return new Texts(heard.tongue());
    }

    /** What a guest is told when a tool does not work. */
    record Texts(Tongue tongue) {
        String away() {
            return tongue.say(
                    "I cannot reach what I need for that right now. Please try again in a moment.",
                    "Ich erreiche gerade nicht, was ich dafür brauche. Bitte versuche es gleich noch einmal.");
        }

        String gone() {
            return tongue.say("That is not possible any more.", "Das ist nicht mehr möglich.");
        }

        String refused(HttpClientErrorException refused) {
            Problem problem = problem(refused);
            String why = problem == null || problem.detail() == null ? "" : " (" + problem.detail() + ")";
            return tongue.say("That is not possible" + why + ".", "Das ist nicht möglich" + why + ".");
        }

        private static @Nullable Problem problem(HttpClientErrorException refused) {
            try {
                return refused.getResponseBodyAs(Problem.class);
            } catch (RuntimeException unreadable) {
                return null;
            }
        }

        /** What we read of a problem. */
        private record Problem(@Nullable String detail) {}
    }
}
