package dev.concierge.search.assistant.tool;

import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.document.Kind;
import dev.concierge.search.query.Search;
import java.util.EnumSet;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class FindItems implements Tool {
    private static final int MOST = 3;

    private final Search search;

    FindItems(Search search) {
        this.search = search;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String says() {
        return "Find experiences, places, memories, gems and date events of this house by words. Cite what you use as [n].";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text("query", 300, "what is looked for, without filler words"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        Search.Best found =
                search.best(Described.plain(arguments.text("query"), 300), EnumSet.of(Kind.ITEM, Kind.DATE), MOST);
        if (found.documents().isEmpty() && found.isCut()) {
            return new Result.Refused(heard.tongue()
                    .say(
                            "Searching takes too long right now. Please ask me again in a moment.",
                            "Die Suche dauert gerade zu lange. Bitte frage mich gleich noch einmal."));
        }
        return Described.found(found.documents(), "hits");
    }
}
