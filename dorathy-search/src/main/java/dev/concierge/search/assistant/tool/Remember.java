package dev.concierge.search.assistant.tool;

import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.memory.ChangeMemory;
import dev.concierge.search.assistant.memory.ChangeMemory.Remembered;
import dev.concierge.search.assistant.memory.Memories;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Keeps what the guest asks to be remembered; the first time only after they have agreed that anything is. */
@Component
class Remember implements Tool.Asking {
    private final ChangeMemory memory;

    Remember(ChangeMemory memory) {
        this.memory = memory;
    }

    @Override
    public String name() {
        return "remember";
    }

    @Override
    public String says() {
        return "Remember something about the guest, only when they ask you to.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text("text", Memories.LONGEST, "what is to be remembered, in the guest's words"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        String text = Described.plain(arguments.text("text"), Memories.LONGEST);
        if (!Own.words(heard, text)) {
            throw new Arguments.Unfit("text: (expected: the guest's own words)");
        }
        return switch (kept(heard, text, false)) {
            case KEPT -> kept(heard, text);
            case FULL -> full(heard);
            case NEEDS_CONSENT ->
                new Result.Asks(
                        JsonNodeFactory.instance.objectNode().put("text", text),
                        heard.tongue()
                                .say(
                                        "May I keep what you ask me to remember, such as “%s”? You can see, correct and erase it at any time. Please say yes or no."
                                                .formatted(text),
                                        "Darf ich mir merken, worum du mich bittest, wie „%s“? Du kannst es jederzeit sehen, berichtigen und löschen. Bitte sage ja oder nein."
                                                .formatted(text)));
        };
    }

    @Override
    public Result act(Heard heard, JsonNode action, UUID question) {
        String text = action.path("text").asString();
        return kept(heard, text, true) == Remembered.FULL ? full(heard) : kept(heard, text);
    }

    private Remembered kept(Heard heard, String text, boolean consents) {
        return memory.remember(
                heard.turn().guest(),
                text,
                heard.turn().messageId(),
                heard.turn().conversationId(),
                consents);
    }

    private static Result kept(Heard heard, String text) {
        return new Result.Done(
                heard.tongue().say("I will remember: “%s”.".formatted(text), "Ich merke mir: „%s“.".formatted(text)));
    }

    private static Result full(Heard heard) {
        return new Result.Refused(heard.tongue()
                .say(
                        "I remember " + Memories.MOST + " things already; tell me what to forget first.",
                        "Ich merke mir schon " + Memories.MOST + " Dinge; sage mir erst, was ich vergessen soll."));
    }
}
