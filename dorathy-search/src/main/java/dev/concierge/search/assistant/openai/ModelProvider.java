package dev.concierge.search.assistant.openai;

import dev.concierge.platform.outgoing.OutgoingAnswer;
import dev.concierge.platform.outgoing.OutgoingAnswer.Answered;
import dev.concierge.platform.outgoing.OutgoingCall;
import dev.concierge.platform.outgoing.OutgoingCalls;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.provider.Provider;
import dev.concierge.search.assistant.tool.Toolbox;
import dev.concierge.search.assistant.tool.Toolbox.Answer;
import dev.concierge.search.assistant.tool.Tools;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A language model behind an API that is compatible with OpenAI's chat completions, such as OpenRouter's. */
@Component
@EnableConfigurationProperties(ChatSettings.class)
public class ModelProvider implements Provider {
    private final ChatSettings settings;
    private final OutgoingCalls calls;
    private final Tools tools;
    private final Spending spending;
    private final Clock clock;

    ModelProvider(ChatSettings settings, OutgoingCalls calls, Tools tools, Spending spending, Clock clock) {
        this.settings = settings;
        this.calls = calls;
        this.tools = tools;
        this.spending = spending;
        this.clock = clock;
    }

    /** Whether this guest is answered by it: there is a key, and something left of the guest's day. */
    public boolean isFor(UUID guest) {
        return !settings.key().isEmpty() && spending.today(guest) < settings.dailyTokens();
    }

    @Override
    public void answer(Heard heard, Toolbox toolbox, Words words) throws Unanswered {
        long end = System.nanoTime() + settings.time().toNanos();
        ArrayNode messages = new Prompt(clock).of(heard);
        for (int round = 0; round < settings.rounds(); round++) {
            StreamedAnswer answer = ask(heard, messages, words, end);
            if (answer.calls().isEmpty()) {
                return;
            }
            messages.add(answer.message());
            for (StreamedAnswer.Call call : answer.calls()) {
                Answer used = use(toolbox, call);
                messages.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", call.id())
                        .put("content", told(used).toString());
                if (used instanceof Answer.Asked) {
                    return; // the server asks, and waits for the guest
                }
            }
        }
        throw new Unanswered("tools used without end");
    }

    private static Answer use(Toolbox toolbox, StreamedAnswer.Call call) {
        JsonNode arguments = call.arguments();
        return arguments == null
                ? new Answer.Refused("The arguments are no JSON.")
                : toolbox.use(call.name(), arguments);
    }

    private static ObjectNode told(Answer answer) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        switch (answer) {
            case Answer.Data data -> told.set("data", data.data());
            case Answer.Asked asked -> told.put("asked", asked.says());
            case Answer.Done done -> told.put("done", done.says());
            case Answer.Refused refused -> told.put("refused", refused.says());
        }
        return told;
    }

    private sealed interface Event {
        record Line(String text) implements Event {}

        record End(OutgoingAnswer answer) implements Event {}
    }

    /** The call has threads of its own; words are said on this one, which is the turn's. */
    private StreamedAnswer ask(Heard heard, ArrayNode messages, Words words, long end) throws Unanswered {
        byte[] body = JsonMapper.shared().writeValueAsBytes(request(messages));
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        OutgoingCall call = new OutgoingCall(
                        "POST",
                        settings.url() + "/chat/completions",
                        Map.of(
                                "Authorization", "Bearer " + settings.key(),
                                "Content-Type", "application/json",
                                "Accept", "text/event-stream"),
                        body,
                        heard.turn().guest().toString())
                .within(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
        Thread caller = Thread.ofVirtual()
                .name("assistant-model")
                .start(() -> events.add(new Event.End(calls.stream(call, line -> events.add(new Event.Line(line))))));
        StreamedAnswer answer = new StreamedAnswer(words);
        try {
            while (true) {
                Event event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                switch (event) {
                    case null -> throw new Unanswered("no whole answer in time");
                    case Event.Line line -> answer.line(line.text());
                    case Event.End(OutgoingAnswer ended) -> {
                        return whole(answer, ended);
                    }
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unanswered("the service is stopping");
        } finally {
            caller.interrupt();
            spending.add(heard.turn().guest(), answer.tokens(body.length));
        }
    }

    private static StreamedAnswer whole(StreamedAnswer answer, OutgoingAnswer ended) throws Unanswered {
        if (!(ended instanceof Answered answered) || !answered.isSuccess() || !answered.whole()) {
            throw new Unanswered(why(ended));
        }
        if (!answer.isFinished() || answer.saysNothing()) {
            throw new Unanswered("a stream that says nothing or breaks off");
        }
        return answer;
    }

    private static String why(OutgoingAnswer ended) {
        return switch (ended) {
            case Answered answered -> "status " + answered.status() + (answered.whole() ? "" : ", too long");
            case OutgoingAnswer.Refused refused -> refused.reason();
            case OutgoingAnswer.TooMany many -> many.reason();
            case OutgoingAnswer.TimedOut late -> late.reason();
            case OutgoingAnswer.Unreachable unreachable -> unreachable.reason();
        };
    }

    private ObjectNode request(ArrayNode messages) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("model", settings.model()).put("stream", true).put("max_tokens", settings.answerTokens());
        request.putObject("stream_options").put("include_usage", true);
        request.set("messages", messages.deepCopy());
        request.set("tools", tools.described());
        return request;
    }
}
