package dev.concierge.localstack.command;

import dev.concierge.localstack.account.Tokens;
import dev.concierge.localstack.bundle.Bundle;
import dev.concierge.localstack.bundle.Journeys;
import dev.concierge.localstack.bundle.Step;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.setting.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Journeys of a folder, and what the fleet has: shows what would change, or changes it. */
final class ApplyBundle {
    private ApplyBundle() {}

    static int plan(Settings settings, Arguments arguments) {
        List<Step> steps = journeys(settings, arguments).plan(bundle(arguments));
        show(steps);
        return blocked(steps);
    }

    static int apply(Settings settings, Arguments arguments) {
        Journeys journeys = journeys(settings, arguments);
        List<Step> steps = journeys.plan(bundle(arguments));
        show(steps);
        steps.forEach(journeys::apply);
        return blocked(steps);
    }

    private static Bundle bundle(Arguments arguments) {
        return Bundle.read(Path.of(arguments
                .operand()
                .orElseThrow(() -> arguments.usage().wrong("no folder (expected: one with journeys/)"))));
    }

    private static Journeys journeys(Settings settings, Arguments arguments) {
        String url =
                arguments.option("--url").orElseGet(() -> Fleet.named("gateway").url(settings));
        String token = Optional.ofNullable(System.getenv("CONCIERGE_TOKEN"))
                .orElseGet(() -> new Tokens(settings).client(Optional.empty()));
        return new Journeys(url, token);
    }

    private static void show(List<Step> steps) {
        steps.stream().flatMap(step -> step.lines().stream()).forEach(System.out::println);
        long changes = steps.stream()
                .filter(step -> step.action() != Step.Action.NOTHING)
                .count();
        System.out.println(changes == 0 ? "nothing to change" : changes + " of " + steps.size() + " differ");
    }

    private static int blocked(List<Step> steps) {
        return steps.stream().anyMatch(step -> step.action() == Step.Action.BLOCKED) ? 1 : 0;
    }
}
