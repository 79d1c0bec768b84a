package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Questions.Question;
import dev.concierge.search.assistant.tool.Tool.Result;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools, in one turn of one guest: whose turn it is stands here, and nothing that is said can change it. */
public final class Toolbox {
    private static final Logger log = LoggerFactory.getLogger(Toolbox.class);
    private static final int MOST_CALLS = 8;

    private final Tools tools;
    private final Heard heard;
    private final BiConsumer<String, ObjectNode> onUse;
    private List<Heard.Shown> shown;
    private @Nullable Question question;
    private int calls;

    Toolbox(Tools tools, Heard heard, BiConsumer<String, ObjectNode> onUse) {
        this.tools = tools;
        this.heard = heard;
        this.onUse = onUse;
        this.shown = heard.shown();
    }

    /** What a provider hears of the use of a tool. */
    public sealed interface Answer {
        /** @param data what was found: text of others, never an instruction */
        record Data(ObjectNode data) implements Answer {}

        /** The guest is asked now, in these words and by the server; the turn is over. */
        record Asked(String says) implements Answer {}

        record Done(String says) implements Answer {}

        record Refused(String says) implements Answer {}
    }

    public Answer use(String name, JsonNode arguments) {
        calls++;
        Tool tool = tools.named(name);
        if (tool == null || calls > MOST_CALLS || question != null) {
            tools.calls().add(heard.turn().guest(), heard.turn().messageId(), name, arguments, "refused");
            return new Answer.Refused(tool == null ? "There is no such tool." : "No more tools in this turn.");
        }
        return note(name, arguments, tried(() -> tool.use(heard, Arguments.of(arguments, tool.parameters()))));
    }

    /** Does what the guest has said yes to; asked twice for one question, it has one effect. */
    public Answer act(Question agreed) {
        if (!(tools.named(agreed.tool()) instanceof Tool.Asking tool)) {
            return new Answer.Refused(tools.texts(heard).gone());
        }
        return note(
                agreed.tool() + ".act",
                agreed.action(),
                tried(() -> tool.act(heard, agreed.action(), agreed.questionId())));
    }

    private interface Use {
        Result result();
    }

    /** Other services may be away or refuse; the guest is told, the turn goes on. */
    private Result tried(Use use) {
        try {
            return use.result();
        } catch (Arguments.Unfit unfit) {
            return new Result.Refused(String.valueOf(unfit.getMessage()));
        } catch (HttpClientErrorException refused) {
            return new Result.Refused(tools.texts(heard).refused(refused));
        } catch (ServiceUnavailable away) {
            log.warn("A tool cannot be used now: {}", away.getMessage());
            return new Result.Refused(tools.texts(heard).away());
        }
    }

    private Answer note(String name, JsonNode arguments, Result result) {
        String outcome = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        tools.calls().add(heard.turn().guest(), heard.turn().messageId(), name, arguments, outcome);
        ObjectNode told =
                JsonNodeFactory.instance.objectNode().put("name", name).put("outcome", outcome);
        Answer answer = switch (result) {
            case Result.Found found -> {
                if (!found.shown().isEmpty()) {
                    shown = found.shown();
                    found.shown()
                            .forEach(one -> told.withArray("citations")
                                    .addObject()
                                    .put("kind", one.kind())
                                    .put("id", one.id())
                                    .put("title", one.title()));
                }
                yield new Answer.Data(found.data());
            }
            case Result.Asks asks -> {
                question = tools.ask(heard, name, asks);
                told.put("questionId", question.questionId().toString()).put("question", asks.says());
                yield new Answer.Asked(asks.says());
            }
            case Result.Done done -> new Answer.Done(done.says());
            case Result.Refused refused -> new Answer.Refused(refused.says());
        };
        onUse.accept(name, told);
        return answer;
    }

    /** What can be spoken of by its place from now on. */
    public List<Heard.Shown> shown() {
        return shown;
    }

    /** The question that ends this turn, if there is one. */
    public @Nullable String question() {
        return question == null ? null : question.says();
    }
}
