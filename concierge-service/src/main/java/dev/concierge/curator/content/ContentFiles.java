package dev.concierge.curator.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Images as files of a folder that all pods share. */
final class ContentFiles implements ContentStore {
    private static final int FANNED_OUT_BY = 2;

    private final Path folder;

    ContentFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String name, String mediaType, byte[] bytes) {
        Path file = file(name);
        Path written = file.resolveSibling(name + "." + UUID.randomUUID());
        try {
            Files.createDirectories(file.getParent());
            Files.write(written, bytes, StandardOpenOption.CREATE_NEW);
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public Optional<byte[]> find(String name) {
        try {
            return Optional.of(Files.readAllBytes(file(name)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void forEachBefore(Instant then, Consumer<String> reader) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder, FANNED_OUT_BY)) {
            files.filter(file -> isBefore(file, then))
                    .map(file -> file.getFileName().toString())
                    .forEach(reader);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isBefore(Path file, Instant then) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(then);
        } catch (IOException gone) {
            return false;
        }
    }

    private Path file(String name) {
        return folder.resolve(name.substring(0, FANNED_OUT_BY)).resolve(name);
    }
}
