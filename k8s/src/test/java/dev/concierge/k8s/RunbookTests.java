package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That somebody who was woken finds what a runbook tells them to ask. */
class RunbookTests {
    @Test
    void everyRouteOfARunbookIsOffered() throws IOException {
        Set<String> offered = offered();

        assertThat(Sources.matches("`(GET|PUT|POST|DELETE) (/[^ `?]+)", runbooks())
                        .map(route -> route.group(1) + " " + atItsService(route.group(2))))
                .hasSizeGreaterThan(10)
                .allSatisfy(route -> assertThat(offered).contains(route));
    }

    /** What nobody has walked is named, so that nobody relies on it as if somebody had. */
    @Test
    void everySectionIsSaidToBeWalkedOrNot() {
        String book = runbooks();
        String said = book.substring(book.indexOf("### Walked through"));
        Stream<String> walked = Sources.matches("(?m)^\\| ([A-Z]\\w+)", said)
                .map(row -> row.group(1))
                .distinct();
        Stream<String> notYet = Sources.matches("(?m)^Not walked yet: (.+)\\.$", said)
                .flatMap(list -> Stream.of(list.group(1).split(", ", -1)));

        assertThat(Stream.concat(walked, notYet))
                .containsExactlyInAnyOrderElementsOf(Sources.matches("(?m)^### (\\w+)$", book)
                        .map(heading -> heading.group(1))
                        .toList());
    }

    /** The gateway has what operators ask of a service below the service's name. */
    private static String atItsService(String path) {
        return path.replaceFirst("^/ops/[^/]+/", "/ops/");
    }

    private static String runbooks() {
        String manual = Sources.text("docs/operations.md");
        String begin = manual.substring(manual.indexOf("## When an alert fires"));
        return begin.substring(0, begin.indexOf("\n## "));
    }

    private static Set<String> offered() throws IOException {
        try (Stream<Path> contracts = Files.list(Sources.ROOT.resolve("contracts/http"))) {
            return contracts
                    .map(contract -> Sources.text(contract.toString()))
                    .flatMap(RunbookTests::routes)
                    .collect(Collectors.toSet());
        }
    }

    /** Those with a description, and those that are listed without one. */
    private static Stream<String> routes(String contract) {
        Stream<String> described = Sources.yaml(contract).getFirst().map("paths").entrySet().stream()
                .flatMap(path -> new Tree(path.getValue())
                        .map().keySet().stream().map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        Stream<String> listed = Sources.matches("\"method\" : \"([A-Z]+)\",\\s+\"path\" : \"([^\"]+)\"", contract)
                .map(route -> route.group(1) + " " + route.group(2));
        return Stream.concat(described, listed);
    }
}
