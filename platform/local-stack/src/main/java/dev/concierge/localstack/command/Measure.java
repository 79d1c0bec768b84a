package dev.concierge.localstack.command;

import dev.concierge.localstack.CannotContinue;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.setting.Home;
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
            build(settings.home());
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

    private static void build(Home home) throws IOException, InterruptedException {
        ProcessBuilder maven = new ProcessBuilder(
                        "./mvnw", "-q", "-B", "-ntp", "-Pquick", "package", "-am", "-pl", "bench")
                .directory(home.root().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (maven.start().waitFor() != 0) {
            throw new CannotContinue("bench cannot be built", "run ./mvnw -Pquick package -am -pl bench and see");
        }
    }
}
