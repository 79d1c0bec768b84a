package dev.concierge.bench.curation;

import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.ServiceJar;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the code that serves, in a process of the service's own jar: on a public data set where a folder with one is
 * named, else what learning takes for catalogues of some sizes. Both are printed as JSON.
 */
public final class CurationBench {
    private static final String SERVICE = "concierge-service";

    private final Path root;

    public CurationBench(Path root) {
        this.root = root;
    }

    /** @param data the folder with the data set, empty for none */
    public void run(String data) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Java.command(),
                "-Xmx2g",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                ServiceJar.built(SERVICE, new Home(root)).file().toString(),
                "figures"));
        if (!data.isEmpty()) {
            command.add(Path.of(data).toAbsolutePath().toString());
        }
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("the figures ended with " + code + " (expected: 0)");
        }
    }
}
