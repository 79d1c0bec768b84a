package dev.concierge.user.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The secrets of this installation, one file each. */
@Component
public class SecretFiles {
    private final Path folder;

    SecretFiles(IssuerSettings settings) {
        this.folder = settings.secretsDir();
    }

    /** The secret, without white space around it; empty when there is no such file. */
    public Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(folder.resolve(name)).strip());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + ": not readable in " + folder, unreadable);
        }
    }

    /** A generated secret: so long that nobody guesses it, which is what makes a fast hash enough for it. */
    public Optional<String> readGenerated(String name) {
        Optional<String> secret = read(name);
        secret.filter(text -> text.length() < 22).ifPresent(text -> {
            throw new IllegalStateException(
                    name + ": " + text.length() + " characters (expected: at least 22, generated at random)");
        });
        return secret;
    }
}
