package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages that list rules, or attacks, and their tests name classes and methods that exist. */
class CorrectnessPageTests {
    private static final Path ROOT = RepositoryFolder.find();
    private static final Pattern NAME = Pattern.compile("`(?:([A-Z]\\w+)|([A-Z]\\w+)\\.(\\w+…?)|([a-z]\\w+…?))`");

    private final Map<String, String> sources = sources();

    @ParameterizedTest
    @CsvSource({"correctness.md, 80", "security.md, 60", "asvs.md, 200"})
    void namesOnlyWhatExists(String page, int atLeast) throws IOException {
        List<MatchResult> names = NAME.matcher(
                        Files.readString(ROOT.resolve("docs").resolve(page)))
                .results()
                .toList();

        assertThat(names).hasSizeGreaterThan(atLeast);
        assertThat(names.stream().filter(name -> !exists(name)).map(MatchResult::group))
                .isEmpty();
    }

    private boolean exists(MatchResult name) {
        if (name.group(1) != null) {
            return sources.containsKey(name.group(1));
        }
        if (name.group(2) != null) {
            return method(name.group(3)).test(sources.getOrDefault(name.group(2), ""));
        }
        return sources.values().stream().anyMatch(method(name.group(4)));
    }

    private static Predicate<String> method(String name) {
        return Pattern.compile("\\b" + name.replace("…", "\\w*") + "\\(").asPredicate();
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
