package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The modules of the parent pom. */
class EveryModuleTests {
    private static final Path ROOT = RepositoryFolder.find();
    /** This module stands on it and judges it along with itself. */
    private static final String LOCAL_STACK = "tools/local-stack";

    @Test
    void isHeldToTheRulesOfItsArchitecture() throws IOException {
        List<String> modules = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .filter(EveryModuleTests::hasJava)
                .toList();

        assertThat(modules)
                .contains(LOCAL_STACK)
                .allSatisfy(module -> assertThat(rules(module)).as(module).isNotEmpty());
    }

    private static boolean hasJava(String module) {
        return Stream.of("src/main/java", "src/test/java")
                .anyMatch(sources -> Files.isDirectory(ROOT.resolve(module).resolve(sources)));
    }

    private static List<Path> rules(String module) {
        Path tests = module.equals(LOCAL_STACK)
                ? ROOT.resolve("tools/test-support/src/test/java/dev/concierge/localstack")
                : ROOT.resolve(module).resolve("src/test/java");
        if (!Files.isDirectory(tests)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(file -> file.endsWith("ArchitectureTests.java")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
