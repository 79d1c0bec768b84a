package dev.concierge.journey.definition;

import java.util.List;
import java.util.stream.Stream;

/** What holds wherever a run is: which events end it, and which say that it has reached what it is for. */
public record Reactions(List<ExitRule> exits, List<Goal> goals) {
    public static final Reactions NONE = new Reactions(List.of(), List.of());

    /** Ends the run on the event itself, whatever it waits for. */
    public record ExitRule(Pattern pattern, String reason) {}

    /** Counted once in a run. */
    public record Goal(String name, Pattern pattern) {}

    Stream<String> events() {
        return Stream.concat(
                exits.stream().map(exit -> exit.pattern().event()),
                goals.stream().map(goal -> goal.pattern().event()));
    }
}
