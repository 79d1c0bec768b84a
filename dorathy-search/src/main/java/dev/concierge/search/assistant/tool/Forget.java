package dev.concierge.search.assistant.tool;

import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.memory.Memories;
import dev.concierge.search.assistant.memory.Memories.Memory;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class Forget implements Tool {
    private final Memories memories;

    Forget(Memories memories) {
        this.memories = memories;
    }

    @Override
    public String name() {
        return "forget";
    }

    @Override
    public String says() {
        return "Forget one thing that the guest asked you to remember, by its number in recall, or everything.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.count("number", Memories.MOST, "leave out to forget everything")
                .optional());
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        if (!Own.asksToForget(heard)) {
            throw new Arguments.Unfit("the guest did not ask for that");
        }
        int number = arguments.count("number", 0);
        if (number == 0) {
            int gone = memories.removeAll(heard.turn().guest());
            return new Result.Done(
                    heard.tongue().say("Forgotten, all " + gone + " of it.", "Vergessen, alles (" + gone + ")."));
        }
        List<Memory> all = memories.all(heard.turn().guest());
        if (number > all.size()) {
            return new Result.Refused(heard.tongue()
                    .say("I remember no number " + number + ".", "Eine Nummer " + number + " merke ich mir nicht."));
        }
        Memory gone = all.get(number - 1);
        boolean _ = memories.remove(heard.turn().guest(), gone.memoryId());
        return new Result.Done(heard.tongue()
                .say("Forgotten: “%s”.".formatted(gone.text()), "Vergessen: „%s“.".formatted(gone.text())));
    }
}
