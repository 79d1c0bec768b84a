package dev.concierge.k8s;

import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the repository that the tests read. */
final class Sources {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path CHART = ROOT.resolve("k8s/chart");

    /** Nothing set: every port is the default. */
    static final Settings UNSET = new Settings(new Home(ROOT), Map.of(), Map.of());

    private Sources() {}

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Tree> yaml(String text) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(strict)).loadAll(text).spliterator(), false)
                .filter(document -> document != null)
                .map(Tree::new)
                .toList();
    }

    /** The texts of all main sources and resources with one of the endings. */
    static List<String> main(String... endings) {
        return list(file -> file.toString().contains("/src/main/")
                && Stream.of(endings).anyMatch(ending -> file.toString().endsWith(ending)));
    }

    static List<String> list(Predicate<Path> wanted) {
        try (Stream<Path> modules = Files.list(ROOT);
                Stream<Path> platform = Files.list(ROOT.resolve("platform"));
                Stream<Path> tools = Files.list(ROOT.resolve("tools"))) {
            return Stream.of(modules, platform, tools)
                    .flatMap(Function.identity())
                    .flatMap(module -> Stream.of(module.resolve("src/main"), module.resolve("docs")))
                    .filter(Files::isDirectory)
                    .flatMap(Sources::walk)
                    .filter(wanted)
                    .map(file -> text(file.toString()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<MatchResult> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results();
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
