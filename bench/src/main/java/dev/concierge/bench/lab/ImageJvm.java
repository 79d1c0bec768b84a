package dev.concierge.bench.lab;

import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.ServiceJar;
import dev.concierge.localstack.setting.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the jar of a service as its image does; only the heap is said, where a container's memory would decide. */
public final class ImageJvm {
    private ImageJvm() {}

    /**
     * @param heap such as {@code -Xmx512m}
     * @param more options before the jar
     */
    public static List<String> command(Path root, String service, String heap, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Java.command(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED"));
        Path own = root.resolve(service).resolve("java.options");
        if (Files.exists(own)) {
            command.add("@" + own);
        }
        command.addAll(List.of(more));
        command.add("-jar");
        command.add(ServiceJar.built(service, new Home(root)).file().toString());
        return command;
    }
}
