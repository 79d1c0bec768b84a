package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.id.Ids;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Curations.Propose;
import java.util.List;
import org.springframework.stereotype.Component;

/** Dorathy's own suggestion to the guest: no resource, nothing that can be booked, until the guest makes something of it. */
@Component
class SuggestExperience implements Tool {
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
        return "Note a suggestion of what the guest you speak with might create and offer. It is no real experience; they may "
                + "accept it, which makes a draft, or dismiss it.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("title", 100, "what it might be called"),
                Parameter.text("reason", 300, "why it suits them"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        String title = arguments.text("title");
        String key =
                Ids.derived(heard.turn().messageId(), "suggestion " + title).toString();
        Curations.Suggested _ =
                curations.suggest(key, Propose.thought(heard.turn().guest(), title, arguments.text("reason")));
        return new Result.Done(heard.tongue()
                .say(
                        "I have noted “%s” as a suggestion. It is only that: nothing is offered or can be booked. Accept it among your suggestions and it becomes a draft; dismiss it and it is gone."
                                .formatted(title),
                        "Ich habe „%s“ als Vorschlag notiert. Mehr ist es nicht: nichts wird angeboten oder ist buchbar. Nimm ihn bei deinen Vorschlägen an, dann wird ein Entwurf daraus; lehne ihn ab, dann ist er weg."
                                .formatted(title)));
    }
}
