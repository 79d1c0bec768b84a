package dev.concierge.bench.curation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar().toString(),
                "figures"));
        if (!data.isEmpty()) {
            command.add(Path.of(data).toAbsolutePath().toString());
        }
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("the figures ended with " + code + " (expected: 0)");
        }
    }

    private Path jar() throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(root.resolve(SERVICE).resolve("target"), SERVICE + "-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        }
        throw new IOException("no jar of " + SERVICE + " (expected: one built, such as by ./concierge up)");
    }
}
