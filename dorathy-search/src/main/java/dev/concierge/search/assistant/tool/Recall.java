package dev.concierge.search.assistant.tool;

import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.memory.Memories;
import dev.concierge.search.assistant.memory.Memories.Memory;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Component
class Recall implements Tool {
    private static final int MOST = 20;

    private final Memories memories;

    Recall(Memories memories) {
        this.memories = memories;
    }

    @Override
    public String name() {
        return "recall";
    }

    @Override
    public String says() {
        return "List what the guest you speak with asked you to remember.";
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("memories");
        List<Memory> all = memories.all(heard.turn().guest());
        for (int i = 0; i < Math.min(MOST, all.size()); i++) {
            data.withArray("memories")
                    .addObject()
                    .put("n", i + 1)
                    .put("text", all.get(i).text())
                    .put(
                            "since",
                            all.get(i)
                                    .rememberedAt()
                                    .atZone(ZoneOffset.UTC)
                                    .toLocalDate()
                                    .toString());
        }
        return new Result.Found(data.put("count", all.size()));
    }
}
