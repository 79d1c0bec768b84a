package dev.concierge.localstack.app;

import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Unpacks what is not unpacked yet. */
public final class ExtractApps {
    private ExtractApps() {}

    public static void extract(List<App> apps) {
        apps.parallelStream().filter(app -> !Files.exists(app.jar())).forEach(ExtractApps::extract);
    }

    /** Beside its place and moved, so that the folder is whole whenever it is there. */
    private static void extract(App app) {
        Path fresh = app.folder().resolveSibling(app.fingerprint() + ".new");
        try {
            Folder.delete(fresh);
            Files.createDirectories(fresh.getParent());
            Process tools = new ProcessBuilder(
                            Java.command(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Djarmode=tools",
                            "-jar",
                            app.packed().toString(),
                            "extract",
                            "--destination",
                            fresh.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.PIPE)
                    .start();
            String output = new String(tools.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tools.waitFor() != 0) {
                throw new CannotContinue(
                        app.packed() + " cannot be unpacked: " + output.strip(),
                        "delete " + app.packed() + " and run ./concierge up again");
            }
            Files.move(fresh, app.folder(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("interrupted", "run the command again", e);
        }
    }

    /** Removes the unpacked versions that nothing runs any more. */
    public static void forgetOlder(List<App> apps) {
        apps.forEach(app -> Folder.deleteAllBut(app.folder()));
    }
}
