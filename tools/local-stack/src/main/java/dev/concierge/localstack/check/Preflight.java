package dev.concierge.localstack.check;

import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.setting.Settings;
import java.util.List;
import java.util.stream.Stream;

/** Every look before a start; <code>doctor</code> is the same by hand. */
public final class Preflight {
    private Preflight() {}

    public static List<Finding> look(Settings settings) {
        RunState state = RunState.read(settings.home());
        return Stream.of(
                        Stream.of(MachineChecks.java(Runtime.version().feature())),
                        Stream.of(MachineChecks.system(
                                System.getProperty("os.name", ""), System.getProperty("os.arch", ""))),
                        MemoryCheck.look(state),
                        FolderChecks.look(settings.home()),
                        PortCheck.look(settings, state))
                .flatMap(findings -> findings)
                .toList();
    }
}
