package dev.concierge.localstack.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {
    @TempDir
    Path root;

    @Test
    void makesOneForEveryClientAndOnlyTheOwnerReadsThem() throws IOException {
        Secrets.generate(new Home(root));

        try (Stream<Path> files = Files.list(new Home(root).secrets())) {
            List<Path> all = files.toList();
            assertThat(all)
                    .hasSize(13 + 3 + 8)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
            assertThat(all)
                    .extracting(file -> file.getFileName().toString())
                    .contains(
                            "client-secret-app",
                            "client-secret-cli",
                            "client-secret-gateway",
                            "operator-password",
                            "postgres-password",
                            "cache-password",
                            "kafka-password",
                            "db-password-user-service");
        }
        assertThat(Base64.getDecoder()
                        .decode(Files.readString(new Home(root).secrets().resolve("signing-key"))))
                .hasSize(32);
    }

    @Test
    void nobodyElseLooksIntoTheFolderOfTheFleet() throws IOException {
        Home home = new Home(root);

        Secrets.generate(home);

        assertThat(Files.getPosixFilePermissions(home.data())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void keepsWhatIsThere() {
        Secrets.generate(new Home(root));
        String first = Secrets.client(new Home(root), "app");

        Secrets.generate(new Home(root));

        assertThat(Secrets.client(new Home(root), "app")).isEqualTo(first);
    }

    @Test
    void addsWhatAnOlderReleaseDidNotHave() throws IOException {
        Home home = new Home(root);
        Secrets.generate(home);
        String cache = Secrets.cache(home);
        Files.delete(Secrets.kafkaFile(home));

        Secrets.generate(home);

        assertThat(Secrets.kafka(home)).hasSizeGreaterThan(30);
        assertThat(Secrets.cache(home)).isEqualTo(cache);
    }

    @Test
    void saysWhatToDoBeforeTheFirstStart() {
        assertThatThrownBy(() -> Secrets.client(new Home(root), "app"))
                .isInstanceOfSatisfying(
                        CannotContinue.class,
                        problem -> assertThat(problem.remedy()).contains("./concierge up"));
    }
}
