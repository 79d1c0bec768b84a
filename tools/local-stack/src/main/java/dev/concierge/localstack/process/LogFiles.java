package dev.concierge.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Keeps each log within a bound; one older part is kept beside it as {@code <name>.log.1}. */
final class LogFiles {
    private static final long BOUND = 10L << 20;

    private LogFiles() {}

    /** Before a process starts, while nobody writes. */
    static void rotate(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        if (isOverBound(log)) {
            Files.move(log, older(log), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * While processes write: they append, so that they go on at the new end of a file that was cut. What is written between
     * the copy and the cut is lost, as with logrotate's copytruncate.
     */
    static void cut(Path folder) {
        try {
            for (Path log : logs(folder)) {
                if (isOverBound(log)) {
                    Files.copy(log, older(log), StandardCopyOption.REPLACE_EXISTING);
                    FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("logs cannot be kept small in " + folder, e);
        }
    }

    private static List<Path> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }

    private static boolean isOverBound(Path log) throws IOException {
        return Files.exists(log) && Files.size(log) > BOUND;
    }

    private static Path older(Path log) {
        return log.resolveSibling(log.getFileName() + ".1");
    }
}
