package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that lists rules and their tests names classes and methods that exist. */
class CorrectnessPageTests {
    private static final Path ROOT = RepositoryFolder.find();
    private static final Pattern NAME = Pattern.compile("`(?:([A-Z]\\w+)|([A-Z]\\w+)\\.(\\w+…?)|([a-z]\\w+…?))`");

    private final Map<String, String> sources = sources();

    @Test
    void namesOnlyWhatExists() throws IOException {
        List<MatchResult> names = NAME.matcher(
                        Files.readString(ROOT.resolve("docs").resolve("correctness.md")))
                .results()
                .toList();

        assertThat(names).hasSizeGreaterThan(80);
        assertThat(names).allSatisfy(name -> {
            if (name.group(1) != null) {
                assertThat(sources).containsKey(name.group(1));
            } else if (name.group(2) != null) {
                assertThat(sources.getOrDefault(name.group(2), "")).containsPattern(method(name.group(3)));
            } else {
                assertThat(sources.values())
                        .anySatisfy(source -> assertThat(source).containsPattern(method(name.group(4))));
            }
        });
    }

    private static String method(String name) {
        return "\\b" + name.replace("…", "\\w*") + "\\(";
    }

    /** Every Java source of the repository by the name of its class. */
    private static Map<String, String> sources() {
        try (Stream<Path> folders = Files.list(ROOT);
                Stream<Path> platform = Files.list(ROOT.resolve("platform"));
                Stream<Path> tools = Files.list(ROOT.resolve("tools"))) {
            return Stream.of(folders, platform, tools)
                    .flatMap(Function.identity())
                    .map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(CorrectnessPageTests::files)
                    .filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            CorrectnessPageTests::text,
                            String::concat));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
