package dev.concierge.localstack;

import dev.concierge.localstack.command.Commands;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** The program behind <code>./concierge</code>. */
public final class Concierge {
    private Concierge() {}

    public static void main(String[] args) {
        Path root = Path.of(System.getProperty("concierge.root", "")).toAbsolutePath();
        System.exit(run(root, List.of(args)));
    }

    private static int run(Path root, List<String> args) {
        try {
            return Commands.run(Settings.load(root, System.getenv()), args);
        } catch (CannotContinue e) {
            System.err.println("concierge: " + e.getMessage());
            System.err.println("  what to do: " + e.remedy());
            return 1;
        } catch (Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            System.err.println("concierge: " + trace.toString().strip());
            System.err.println("  what to do: this is a defect of the launcher; ./concierge doctor may tell more");
            return 1;
        }
    }
}
