package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.search.assistant.dialogue.Heard;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Component
class ReadPreferences implements Tool {
    private final GuestWishes wishes;

    ReadPreferences(ServiceClients services) {
        this.wishes = services.create(GuestWishes.class, "user");
    }

    @Override
    public String name() {
        return "my_preferences";
    }

    @Override
    public String says() {
        return "Read how the guest you speak with wants to be reached.";
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        Map<String, JsonNode> known = wishes.of(heard.turn().guest());
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        for (String channel : List.of("email", "sms", "push")) {
            JsonNode wish = known.get(channel);
            if (wish != null) {
                data.putObject(channel)
                        .put("subscribed", wish.path("subscribed").asBoolean())
                        .put("marketing", wish.path("marketing").asBoolean());
            }
        }
        return new Result.Found(data);
    }
}
