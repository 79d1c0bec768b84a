package dev.concierge.localstack.command;

import dev.concierge.localstack.account.Tokens;
import dev.concierge.localstack.bundle.Bundle;
import dev.concierge.localstack.bundle.Journeys;
import dev.concierge.localstack.bundle.Parts;
import dev.concierge.localstack.bundle.Step;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.setting.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the files of a folder say, and what the fleet has: shows what would change, or changes it. */
final class ApplyBundle {
    private final Parts parts;
    private final Journeys journeys;

    private ApplyBundle(Settings settings, Arguments arguments) {
        String url =
                arguments.option("--url").orElseGet(() -> Fleet.named("gateway").url(settings));
        Optional<String> given = Optional.ofNullable(System.getenv("CONCIERGE_TOKEN"));
        Tokens tokens = new Tokens(settings);
        this.parts = new Parts(url, given.orElseGet(() -> tokens.operator(Optional.empty())));
        this.journeys = new Journeys(url, given.orElseGet(() -> tokens.client(Optional.empty())));
    }

    static int plan(Settings settings, Arguments arguments) {
        Bundle bundle = bundle(arguments);
        List<Step> steps = new ApplyBundle(settings, arguments).steps(bundle);
        show(steps);
        return blocked(steps);
    }

    static int apply(Settings settings, Arguments arguments) {
        Bundle bundle = bundle(arguments);
        ApplyBundle applying = new ApplyBundle(settings, arguments);
        List<Step> steps = applying.steps(bundle);
        show(steps);
        steps.forEach(applying::apply);
        return blocked(steps);
    }

    private static Bundle bundle(Arguments arguments) {
        return Bundle.read(Path.of(arguments
                .operand()
                .orElseThrow(() -> arguments.usage().wrong("no folder (expected: one with journeys/)"))));
    }

    private List<Step> steps(Bundle bundle) {
        return Stream.concat(parts.plan(bundle).stream(), journeys.plan(bundle).stream())
                .toList();
    }

    private void apply(Step step) {
        if (step.wanted().kind() == Bundle.Kind.JOURNEY) {
            journeys.apply(step);
        } else {
            parts.apply(step);
        }
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
