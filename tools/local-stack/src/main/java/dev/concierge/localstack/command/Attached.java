package dev.concierge.localstack.command;

import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.util.List;

/** In front: shows every new log line, and takes the fleet down when it is ended. */
final class Attached {
    private Attached() {}

    static int stay(Settings settings) throws IOException, InterruptedException {
        System.out.println("Ctrl-C stops everything.");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Down.down(settings.home()), "down"));
        List<LogTail> tails = Logs.all(settings.home()).stream()
                .map(log -> LogTail.of(log, true))
                .toList();
        for (LogTail tail : tails) {
            tail.printLast(0);
        }
        return LogTail.follow(tails);
    }
}
