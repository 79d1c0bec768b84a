package dev.concierge.localstack.command;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

final class Logs {
    private static final int LINES_OF_ONE = 200;
    private static final int LINES_OF_MANY = 10;

    private Logs() {}

    static int run(Settings settings, Arguments arguments) throws IOException, InterruptedException {
        List<Path> logs = chosen(settings.home(), arguments);
        int lines = arguments.number("-n", logs.size() == 1 ? LINES_OF_ONE : LINES_OF_MANY);
        List<LogTail> tails =
                logs.stream().map(log -> LogTail.of(log, logs.size() > 1)).toList();
        for (LogTail tail : tails) {
            tail.printLast(lines);
        }
        return arguments.has("-f") ? LogTail.follow(tails) : 0;
    }

    private static List<Path> chosen(Home home, Arguments arguments) throws IOException {
        List<Path> all = all(home);
        if (arguments.operand().isEmpty()) {
            return all;
        }
        Path wanted = home.log(arguments.operand().get());
        if (!all.contains(wanted)) {
            List<String> names = all.stream()
                    .map(log -> log.getFileName().toString().replace(".log", ""))
                    .toList();
            throw new CannotContinue(
                    "there is no log of " + arguments.operand().get(), "choose one of: " + String.join(", ", names));
        }
        return List.of(wanted);
    }

    static List<Path> all(Home home) throws IOException {
        if (!Files.isDirectory(home.logs())) {
            throw new CannotContinue("there are no logs yet", "start the fleet: ./concierge up");
        }
        try (Stream<Path> logs = Files.list(home.logs())) {
            return logs.filter(log -> log.toString().endsWith(".log")).sorted().toList();
        }
    }
}
