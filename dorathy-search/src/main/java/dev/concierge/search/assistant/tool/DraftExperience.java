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
 * A job that waits to be filled in by the guest: it has a name and nothing else, so nothing that could be booked comes of it
 * by itself.
 */
@Component
class DraftExperience implements Tool.Asking {
    private final Curations curations;

    DraftExperience(ServiceClients services) {
        this.curations = services.create(Curations.class, "concierge");
    }

    @Override
    public String name() {
        return "draft_experience";
    }

    @Override
    public String says() {
        return "Ask the guest whether to begin a draft of an experience of their own, which they fill in themselves. Nothing is "
                + "made before their yes, and nothing real by it.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text("title", 100, "what it is to be called"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        String title = Described.plain(arguments.text("title"), 100);
        return new Result.Asks(
                JsonNodeFactory.instance.objectNode().put("title", title),
                heard.tongue()
                        .say(
                                "Shall I begin a draft of “%s” for you? Nothing is offered before you have filled it in. Please say yes or no."
                                        .formatted(title),
                                "Soll ich für dich einen Entwurf von „%s“ anlegen? Angeboten wird nichts, bevor du ihn ausgefüllt hast. Bitte sage ja oder nein."
                                        .formatted(title)));
    }

    /** Said again, it is the same draft. */
    @Override
    public Result act(Heard heard, JsonNode action, UUID question) {
        String title = action.path("title").asString();
        Curations.Suggested draft = curations.suggest(
                question.toString(),
                Propose.agreed(
                        heard.turn().guest(),
                        title,
                        heard.tongue().say("You asked for a draft of it.", "Du hast um einen Entwurf gebeten.")));
        return new Result.Done(heard.tongue()
                .say(
                        "The draft of “%s” is there (%s). Place, offer and price are yours to fill in; until then it is nothing that could be booked.",
                        "Der Entwurf von „%s“ ist angelegt (%s). Ort, Angebot und Preis trägst du ein; bis dahin ist er nichts, was man buchen könnte.")
                .formatted(title, "jobs/" + draft.jobRequestId()));
    }
}
