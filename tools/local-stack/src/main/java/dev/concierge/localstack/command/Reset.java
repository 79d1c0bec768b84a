package dev.concierge.localstack.command;

import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

final class Reset {
    private Reset() {}

    static int run(Settings settings, Arguments arguments) throws IOException {
        Home home = settings.home();
        if (!arguments.has("--yes") && !isConfirmed(home)) {
            System.out.println("Nothing is deleted.");
            return 1;
        }
        Down.down(home);
        wipe(home);
        System.out.println("The data is deleted; ./concierge up starts empty.");
        return 0;
    }

    /** What is made from the build alone stays: it holds no data, and its names tell whether it still fits. */
    static void wipe(Home home) throws IOException {
        Set<Path> kept = Set.of(home.apps(), home.caches(), home.built());
        if (!Files.exists(home.data())) {
            return;
        }
        List<Path> content;
        try (Stream<Path> all = Files.list(home.data())) {
            content = all.filter(path -> !kept.contains(path)).toList();
        }
        content.forEach(Folder::delete);
    }

    private static boolean isConfirmed(Home home) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CannotContinue(
                    "this deletes every guest, event and mail in " + home.data(), "say so: ./concierge reset --yes");
        }
        String answer = console.readLine("Delete every guest, event and mail in %s? [y/N] ", home.data());
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
