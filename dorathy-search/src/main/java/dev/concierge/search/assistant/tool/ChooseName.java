package dev.concierge.search.assistant.tool;

import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.memory.ChangeMemory;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class ChooseName implements Tool {
    private static final int LONGEST = 40;

    private final ChangeMemory memory;

    ChooseName(ChangeMemory memory) {
        this.memory = memory;
    }

    @Override
    public String name() {
        return "choose_name";
    }

    @Override
    public String says() {
        return "Take the name that the guest gives you.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text("name", LONGEST, "your name from now on"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        String name = Described.plain(arguments.text("name"), LONGEST);
        if (!Own.words(heard, name)) {
            throw new Arguments.Unfit("name: (expected: one that the guest gave)");
        }
        memory.name(heard.turn().guest(), name);
        return new Result.Done(
                heard.tongue().say("I am " + name + " from now on.", "Ab jetzt heiße ich " + name + "."));
    }
}
