package dev.concierge.localstack.command;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.process.RecordedProcess;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.process.StopRule;
import dev.concierge.localstack.profile.FlightRecorder;
import dev.concierge.localstack.profile.Recording;
import dev.concierge.localstack.profile.Shares;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Samples a service that runs, and shows where its time goes. */
final class Profile {
    private static final int SECONDS = 30;
    private static final int MOST_SECONDS = 300;
    private static final int LINES = 25;

    private Profile() {}

    static int run(Settings settings, Arguments arguments) throws IOException, InterruptedException {
        String name = arguments.operand().orElseThrow(() -> arguments.usage().wrong("no service (expected: its name)"));
        int seconds = arguments.number("--seconds", SECONDS);
        if (seconds > MOST_SECONDS) {
            throw arguments.usage().wrong("--seconds " + seconds + " (expected: at most " + MOST_SECONDS + ")");
        }
        ProcessIdentity service = running(name, settings.home());
        Path folder = Files.createDirectories(settings.home().profiles());
        Path file = folder.resolve(name + ".jfr");
        Path page = folder.resolve(name + ".html");
        System.err.printf("Recording %s for %d s; without load it shows an idle process%n", name, seconds);
        new FlightRecorder(service.pid()).record(Duration.ofSeconds(seconds), file);
        Recording recording = new Recording(file);
        recording.drawFlames(name, page);
        Shares shares = recording.shares();
        shares.print(System.out, LINES);
        System.out.printf("%n  flame graph  %s%n  recording    %s%n", page.toUri(), file);
        return 0;
    }

    private static ProcessIdentity running(String name, Home home) {
        RunState state = RunState.read(home);
        List<String> services = state.processes().stream()
                .filter(process -> process.stop().equals(StopRule.SERVICE))
                .map(RecordedProcess::name)
                .toList();
        RecordedProcess process = state.process(name)
                .filter(one -> services.contains(one.name()))
                .orElseThrow(() -> new CannotContinue(
                        "no service runs under the name " + name,
                        services.isEmpty()
                                ? "start the fleet: ./concierge up"
                                : "choose one of: " + String.join(", ", services)));
        ProcessIdentity identity = process.identity();
        if (identity == null || !process.isAlive()) {
            throw new CannotContinue(name + " is not running", "see ./concierge status");
        }
        return identity;
    }
}
