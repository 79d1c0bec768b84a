package dev.concierge.localstack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTests {
    private static final List<String> SERVICES = List.of("gateway");
    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path root;

    private Home home = new Home(Path.of(""));

    @BeforeEach
    void aBuiltService() throws IOException {
        home = new Home(root);
        write("pom.xml", BUILT.minusSeconds(60));
        write("gateway/pom.xml", BUILT.minusSeconds(60));
        write("gateway/src/main/java/Gateway.java", BUILT.minusSeconds(60));
        write("gateway/target/gateway-1.jar", Instant.EPOCH);
        write("gateway/target/gateway-1.jar.original", BUILT);
        for (String folder : List.of("gateway/src/main/java", "gateway/src/main")) {
            Files.setLastModifiedTime(root.resolve(folder), FileTime.from(BUILT.minusSeconds(60)));
        }
    }

    @Test
    void leavesAloneWhatIsBuilt() {
        assertThat(Sources.stale(SERVICES, home)).isEmpty();
    }

    @Test
    void buildsWhatHasNoJar() throws IOException {
        Files.delete(root.resolve("gateway/target/gateway-1.jar"));

        assertThat(Sources.stale(SERVICES, home)).containsExactly("gateway");
    }

    @Test
    void buildsWhatHasANewerSource() throws IOException {
        write("gateway/src/main/java/Gateway.java", BUILT.plusSeconds(1));

        assertThat(Sources.stale(SERVICES, home)).containsExactly("gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "web-reactive", "messaging"})
    void buildsWhatSharesANewerSource(String module) throws IOException {
        write("platform/" + module + "/src/main/java/Shared.java", BUILT.plusSeconds(1));

        assertThat(Sources.stale(SERVICES, home)).containsExactly("gateway");
    }

    @Test
    void buildsTheGatewayWhenTheConsoleItPacksHasANewerSource() throws IOException {
        write("dashboard/src/main.tsx", BUILT.plusSeconds(1));

        assertThat(Sources.stale(SERVICES, home)).containsExactly("gateway");
    }

    @Test
    void doesNotBuildTwiceWhatTheBuildLeftUnchanged() throws IOException {
        write("pom.xml", BUILT.plusSeconds(1));
        Sources.markNow(home);
        Sources.stamp(home, "gateway", FileTime.from(BUILT.plusSeconds(2)));

        assertThat(Sources.stale(SERVICES, home)).isEmpty();
    }

    private void write(String path, Instant time) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
