package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Curations.Propose;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The house's own suggestion to the guest: no resource, nothing that can be booked, until the guest makes something of it.
 * Its words may be those of a stranger whose text a model read, and it stays in the house's name: so the guest has read it
 * and said yes before it is there.
 */
@Component
class SuggestExperience implements Tool.Asking {
    private final Curations curations;

    SuggestExperience(ServiceClients services) {
        this.curations = services.create(Curations.class, "concierge");
    }

    @Override
    public String name() {
        return "suggest_experience";
    }

    @Override
    public String says() {
        return "Ask the guest whether to note a suggestion of what they might create and offer. It is no real experience; they "
                + "may accept it, which makes a draft, or dismiss it. Nothing is noted before their yes.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("title", 100, "what it might be called"),
                Parameter.text("reason", 300, "why it suits them"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        String title = Described.plain(arguments.text("title"), 100);
        String reason = Described.plain(arguments.text("reason"), 300);
        return new Result.Asks(
                JsonNodeFactory.instance.objectNode().put("title", title).put("reason", reason),
                heard.tongue()
                        .say(
                                "Shall I note “%s” as a suggestion of what you might offer (%s)? Please say yes or no."
                                        .formatted(title, reason),
                                "Soll ich „%s“ als Vorschlag notieren, was du anbieten könntest (%s)? Bitte sage ja oder nein."
                                        .formatted(title, reason)));
    }

    /** Said again, it is the same suggestion. */
    @Override
    public Result act(Heard heard, JsonNode action, UUID question) {
        String title = action.path("title").asString();
        Curations.Suggested _ = curations.suggest(
                question.toString(),
                Propose.thought(
                        heard.turn().guest(), title, action.path("reason").asString()));
        return new Result.Done(heard.tongue()
                .say(
                        "I have noted “%s” as a suggestion. It is only that: nothing is offered or can be booked. Accept it among your suggestions and it becomes a draft; dismiss it and it is gone."
                                .formatted(title),
                        "Ich habe „%s“ als Vorschlag notiert. Mehr ist es nicht: nichts wird angeboten oder ist buchbar. Nimm ihn bei deinen Vorschlägen an, dann wird ein Entwurf daraus; lehne ihn ab, dann ist er weg."
                                .formatted(title)));
    }
}
