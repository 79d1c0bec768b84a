package dev.concierge.localstack.app;

import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What the build made of a service. */
record ServiceJar(Path file) {
    static Optional<ServiceJar> of(String service, Home home) {
        Path target = home.root().resolve(service).resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, service + "-*.jar")) {
            for (Path jar : jars) {
                return Optional.of(new ServiceJar(jar));
            }
            return Optional.empty();
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
