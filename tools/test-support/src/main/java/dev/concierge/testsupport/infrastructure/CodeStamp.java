package dev.concierge.testsupport.infrastructure;

import dev.concierge.localstack.infrastructure.LocalServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which classes a process runs: a rebuilt jar under a running JVM breaks whatever it loads next. */
final class CodeStamp {
    private CodeStamp() {}

    /** Where these classes come from and when that was built. */
    static String of(Class<?>... classes) {
        return Arrays.stream(classes)
                .map(CodeStamp::origin)
                .map(origin -> origin.getFileName() + "@" + newest(origin))
                .collect(Collectors.joining(","));
    }

    /** This JVM's class path without the folders of the module under test, which change under a longer-lived process. */
    static List<String> classPath() {
        List<Path> own = Stream.of(CodeStamp.class, LocalServer.class)
                .map(CodeStamp::origin)
                .toList();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        entry.endsWith(".jar") || own.contains(Path.of(entry).toAbsolutePath()))
                .toList();
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " comes from nowhere", e);
        }
    }

    private static long newest(Path origin) {
        try (Stream<Path> files = Files.walk(origin)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(CodeStamp::modified)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
