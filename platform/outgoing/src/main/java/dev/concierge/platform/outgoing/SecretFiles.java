package dev.concierge.platform.outgoing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Secrets that operators lay into the secrets' folder for what a service sends to others. They are read each time, so that
 * a new one counts at once; a file of several lines holds the new one and those it takes the place of.
 */
public final class SecretFiles {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Path folder;
    private final String service;

    /** @param service whose files are called {@code <service>-<name>} */
    public SecretFiles(Path folder, String service) {
        this.folder = folder;
        this.service = service;
    }

    /** The lines of the secret; none when there is no such file. */
    public List<String> named(String name) {
        if (!NAME.matcher(name).matches()) {
            return List.of();
        }
        try {
            return Files.readString(folder.resolve(service + "-" + name), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException missing) {
            return List.of();
        }
    }
}
