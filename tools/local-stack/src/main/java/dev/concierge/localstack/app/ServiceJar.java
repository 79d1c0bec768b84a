package dev.concierge.localstack.app;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What the build made of a service: the latest, as a build leaves the jars of earlier versions where they are. */
public record ServiceJar(Path file) {
    private static final FileTime NEVER = FileTime.fromMillis(0);

    /** The one that has to be there. */
    public static ServiceJar built(String service, Home home) {
        return of(service, home)
                .orElseThrow(() -> new CannotContinue(service + " is not built", "run: ./concierge up"));
    }

    static Optional<ServiceJar> of(String service, Home home) {
        Path target = home.root().resolve(service).resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, service + "-*.jar")) {
            return StreamSupport.stream(jars.spliterator(), false)
                    .map(ServiceJar::new)
                    .max(Comparator.comparing(ServiceJar::builtAt));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the plain jar that the build packed again: the jar's own time is the release's (reproducible builds). */
    FileTime builtAt() {
        try {
            return Files.getLastModifiedTime(file.resolveSibling(file.getFileName() + ".original"));
        } catch (NoSuchFileException e) {
            return NEVER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the contents alone, read from the jar's directory: a rebuild of the same sources is the same. */
    String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            zip.stream().map(ServiceJar::described).forEach(fingerprint::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fingerprint.value();
    }

    private static String described(ZipEntry entry) {
        return entry.getName() + " " + entry.getCrc() + " " + entry.getSize();
    }
}
