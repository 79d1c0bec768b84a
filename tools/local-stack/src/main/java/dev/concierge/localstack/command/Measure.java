package dev.concierge.localstack.command;

import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.QuickBuild;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of the module bench, built when it is not, as a process of its own. */
final class Measure {
    private Measure() {}

    static Command.Action with(String program) {
        return (settings, arguments) -> run(program, settings, arguments);
    }

    private static int run(String program, Settings settings, Arguments arguments)
            throws IOException, InterruptedException {
        Path target = settings.home().root().resolve("bench/target");
        if (!Files.exists(target.resolve("classpath"))) {
            QuickBuild.of(List.of("bench"), settings.home());
        }
        List<String> command = new ArrayList<>(List.of(
                Java.command(),
                "-Xmx1g",
                "-Dconcierge.root=" + settings.home().root(),
                "-cp",
                target.resolve("classes") + ":"
                        + Files.readString(target.resolve("classpath")).strip(),
                program));
        command.addAll(arguments.operands());
        arguments.options().forEach((name, value) -> command.addAll(List.of(name, value)));
        command.addAll(arguments.switches());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
