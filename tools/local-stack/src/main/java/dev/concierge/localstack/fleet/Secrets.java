package dev.concierge.localstack.fleet;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** One file per secret, written once and readable by the owner alone. */
public final class Secrets {
    /** Ids of the clients that get tokens by a secret: the guests' app, this launcher and the services. */
    public static final List<String> CLIENTS = Stream.concat(
                    Stream.of("app", "cli"), Fleet.SERVICES.stream().map(Service::name))
            .toList();

    private static final String CLIENT_SECRET = "client-secret-";
    private static final String DATABASE = "db-password-";
    private static final String POSTGRES = "postgres-password";
    private static final String CACHE = "cache-password";
    private static final String KAFKA = "kafka-password";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    public static String client(Home home, String clientId) {
        return read(home, CLIENT_SECRET + clientId);
    }

    /** Of a service's owner of its database. */
    public static String database(Home home, String service) {
        return read(home, DATABASE + service);
    }

    /** Of the superuser of all databases. */
    public static String postgres(Home home) {
        return read(home, POSTGRES);
    }

    /** Of Redis. */
    static String cache(Home home) {
        return read(home, CACHE);
    }

    /** Of the broker. */
    public static String kafka(Home home) {
        return read(home, KAFKA);
    }

    /** Where the broker's lies, for its own process. */
    static Path kafkaFile(Home home) {
        return home.secrets().resolve(KAFKA);
    }

    public static void generate(Home home) {
        // everything a start leaves behind: logs, mails and messages hold what guests write
        if (!Files.exists(home.data())) {
            createFolder(home.data());
        }
        createFolder(home.secrets());
        write(home, "signing-key", Base64.getEncoder().encodeToString(random(32)));
        write(home, "operator-password", readable(15));
        write(home, POSTGRES, readable(24));
        write(home, CACHE, readable(24));
        write(home, KAFKA, readable(24));
        Fleet.SERVICES.stream()
                .filter(service -> service.database().isPresent())
                .forEach(service -> write(home, DATABASE + service.name(), readable(24)));
        CLIENTS.forEach(client -> write(home, CLIENT_SECRET + client, readable(32)));
    }

    private static String read(Home home, String name) {
        Path file = home.secrets().resolve(name);
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new CannotContinue("there is no secret " + file, "start the fleet once: ./concierge up", e);
        } catch (IOException e) {
            throw new CannotContinue("cannot read " + file + ": " + e, "run as the user who ran ./concierge up", e);
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Through a temporary name, so that a crash leaves either no secret or a whole one. */
    private static void write(Home home, String name, String value) {
        Path file = home.secrets().resolve(name);
        if (Files.exists(file)) {
            return;
        }
        try {
            Path temporary = Files.createTempFile(
                    home.secrets(),
                    "new",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(temporary, value);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readable(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
