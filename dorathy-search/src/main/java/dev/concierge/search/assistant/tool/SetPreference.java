package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.search.assistant.dialogue.Heard;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Records a wish as the guest's own consent, once they have said yes, at the time at which they said it. */
@Component
class SetPreference implements Tool.Asking {
    private static final Set<String> CHANNELS = Set.of("email", "sms", "push");
    private static final Set<String> KINDS = Set.of("subscribed", "marketing");

    private final GuestWishes wishes;

    SetPreference(ServiceClients services) {
        this.wishes = services.create(GuestWishes.class, "user");
    }

    @Override
    public String name() {
        return "set_preference";
    }

    @Override
    public String says() {
        return "Ask the guest whether a channel may be used from now on, or no longer. Nothing changes before their yes.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("channel", 10, "email, sms or push"),
                Parameter.text("kind", 10, "subscribed (any message) or marketing (news and offers)"),
                Parameter.truth("given", "true to allow, false to forbid"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        String channel = arguments.text("channel");
        String kind = arguments.text("kind");
        if (!CHANNELS.contains(channel) || !KINDS.contains(kind)) {
            throw new Arguments.Unfit("channel, kind: (expected: one of " + CHANNELS + ", one of " + KINDS + ")");
        }
        boolean given = arguments.truth("given");
        ObjectNode action = JsonNodeFactory.instance
                .objectNode()
                .put("channel", channel)
                .put("kind", kind)
                .put("given", given);
        String what = heard.tongue()
                .say(
                        kind.equals("marketing") ? "news and offers by " + channel : "messages by " + channel,
                        kind.equals("marketing")
                                ? "Neuigkeiten und Angebote per " + channel
                                : "Nachrichten per " + channel);
        return new Result.Asks(
                action,
                heard.tongue()
                        .say(
                                (given ? "Shall you get " : "Shall you get no more ") + what
                                        + "? Please say yes or no.",
                                (given ? "Möchtest du " : "Möchtest du keine ") + what
                                        + (given ? " bekommen" : " mehr bekommen") + "? Bitte sage ja oder nein."));
    }

    @Override
    public Result act(Heard heard, JsonNode action, UUID question) {
        wishes.record(
                heard.turn().guest(),
                new GuestWishes.Said(
                        action.path("channel").asString(),
                        action.path("kind").asString(),
                        action.path("given").asBoolean(),
                        "assistant " + question,
                        heard.turn().takenAt()));
        return new Result.Done(
                heard.tongue().say("Done, that is how it is from now on.", "Erledigt, so gilt es ab jetzt."));
    }
}
