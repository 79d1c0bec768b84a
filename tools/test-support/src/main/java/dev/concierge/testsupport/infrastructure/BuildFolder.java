package dev.concierge.testsupport.infrastructure;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the JVMs of one build know of each other: a lock, and which infrastructure is the current one. */
final class BuildFolder {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Path current;

    BuildFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.current = this.folder.resolve("current.json");
    }

    /**
     * The infrastructure that new test JVMs join.
     *
     * @param process that runs it
     * @param instance its own folder
     * @param code stamp of the classes it runs; other classes need another process
     */
    record Current(ProcessIdentity process, Path instance, String code, Addresses addresses) {
        boolean runs() {
            return process.running().isPresent() && Files.isDirectory(instance);
        }
    }

    Path folder() {
        return folder;
    }

    /** Empty when there is none, or half of one. */
    Optional<Current> current() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(current), Current.class));
        } catch (IOException | JacksonException noneOrCutShort) {
            return Optional.empty();
        }
    }

    void appoint(Current appointed) {
        try {
            Path fresh = folder.resolve("current.new");
            Files.write(fresh, JSON.writeValueAsBytes(appointed));
            Files.move(fresh, current, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void dismiss() {
        try {
            Files.deleteIfExists(current);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs alone among all processes; the system frees the lock of one that dies. */
    synchronized <T> T alone(Supplier<T> action) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IllegalStateException("the lock in " + folder + " was lost");
                }
                return action.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
