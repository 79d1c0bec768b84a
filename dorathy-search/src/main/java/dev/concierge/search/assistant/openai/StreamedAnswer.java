package dev.concierge.search.assistant.openai;

import dev.concierge.platform.input.StrictValues;
import dev.concierge.search.assistant.provider.Provider.Unanswered;
import dev.concierge.search.assistant.provider.Provider.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One round of a model's answer, put together from server-sent events of chunks. */
final class StreamedAnswer {
    /** What it says is kept and shown. */
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new StrictValues()).build();

    private static final String DATA = "data:";
    private static final String END = "[DONE]";
    private static final int LONGEST = 8_000;
    private static final int MOST_CALLS = 8;

    private final Words words;
    private final StringBuilder content = new StringBuilder();
    private final TreeMap<Integer, Call> calls = new TreeMap<>();
    private boolean isFinished;
    private long tokens;

    StreamedAnswer(Words words) {
        this.words = words;
    }

    /** A tool that the model wants to use. */
    static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        String id() {
            return id;
        }

        String name() {
            return name;
        }

        /** @return null when they are no JSON */
        @Nullable
        JsonNode arguments() {
            try {
                return JSON.readValue(arguments.isEmpty() ? "{}" : arguments.toString(), JsonNode.class);
            } catch (JacksonException nonsense) {
                return null;
            }
        }
    }

    /** Lines that are no data, such as comments that keep a connection alive, say nothing. */
    void line(String line) throws Unanswered {
        if (!line.startsWith(DATA)) {
            return;
        }
        String data = line.substring(DATA.length()).strip();
        if (data.equals(END)) {
            isFinished = true;
            return;
        }
        JsonNode chunk;
        try {
            chunk = JSON.readValue(data, JsonNode.class);
        } catch (JacksonException nonsense) {
            throw new Unanswered("a chunk that is no JSON, or none that can be kept");
        }
        if (!chunk.isObject() || chunk.hasNonNull("error")) {
            throw new Unanswered(
                    "an error in the stream: " + chunk.path("error").path("code"));
        }
        tokens = Math.max(tokens, chunk.path("usage").path("total_tokens").asLong(0));
        JsonNode choice = chunk.path("choices").path(0);
        take(choice.path("delta"));
        if (choice.hasNonNull("finish_reason")) {
            isFinished = true;
        }
    }

    private void take(JsonNode delta) throws Unanswered {
        String text = delta.path("content").asString("");
        if (!text.isEmpty()) {
            if (content.length() + text.length() > LONGEST) {
                throw new Unanswered("an answer without end");
            }
            content.append(text);
            words.say(text);
        }
        for (JsonNode part : delta.path("tool_calls")) {
            Call call = calls.computeIfAbsent(part.path("index").asInt(0), _ -> new Call());
            call.id = call.id.isEmpty() ? part.path("id").asString("") : call.id;
            JsonNode function = part.path("function");
            call.name = call.name.isEmpty() ? function.path("name").asString("") : call.name;
            call.arguments.append(function.path("arguments").asString(""));
            if (calls.size() > MOST_CALLS || call.arguments.length() > LONGEST) {
                throw new Unanswered("calls of tools without end");
            }
        }
    }

    boolean isFinished() {
        return isFinished;
    }

    List<Call> calls() {
        return new ArrayList<>(calls.values());
    }

    boolean saysNothing() {
        return content.isEmpty() && calls.isEmpty();
    }

    /** As the model has to be told of it in the next round. */
    ObjectNode message() {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "assistant");
        message.put("content", content.toString());
        if (!calls.isEmpty()) {
            ArrayNode told = message.putArray("tool_calls");
            calls.values()
                    .forEach(call -> told.addObject()
                            .put("id", call.id)
                            .put("type", "function")
                            .putObject("function")
                            .put("name", call.name)
                            .put("arguments", call.arguments.toString()));
        }
        return message;
    }

    /** What it cost: as it was told, else a guess by the characters. */
    long tokens(int asked) {
        return tokens > 0 ? tokens : (asked + content.length()) / 4;
    }
}
