package dev.concierge.localstack.command;

import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.setting.Settings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

final class Status {
    private Status() {}

    static int run(Settings settings, Arguments arguments) {
        RunState state = RunState.read(settings.home());
        List<ProcessView> views = ProcessView.all(settings, state);
        if (arguments.has("--json")) {
            System.out.println(new JsonMapper().writeValueAsString(views));
        } else {
            table(views, state);
        }
        return 0;
    }

    private static void table(List<ProcessView> views, RunState state) {
        System.out.printf("%-18s %-11s %8s %6s %9s %8s%n", "name", "state", "pid", "port", "PSS", "start");
        for (ProcessView view : views) {
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %-11s %8s %6s %9s %8s%s%n",
                    view.name(),
                    view.state(),
                    orDash(view.pid()),
                    orDash(view.port()),
                    view.pssBytes() == 0 ? "-" : String.format(Locale.ROOT, "%.0f MB", view.pssBytes() / 1e6),
                    seconds(view.startMillis()),
                    view.note() == null ? "" : "  " + view.note());
        }
        long sum = views.stream().mapToLong(ProcessView::pssBytes).sum();
        System.out.printf(Locale.ROOT, "%nmemory %.2f GB (sum of PSS)", sum / 1e9);
        System.out.println(state.readyMillis() == null ? "" : ", last up ready after " + seconds(state.readyMillis()));
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private static String seconds(@Nullable Long millis) {
        return millis == null ? "-" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
