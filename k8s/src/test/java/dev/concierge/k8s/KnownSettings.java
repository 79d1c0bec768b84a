package dev.concierge.k8s;

import dev.concierge.localstack.fleet.Fleet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which environment names mean something to a service. */
final class KnownSettings {
    private static final Set<String> OF_SPRING = Set.of("SPRING_CONFIG_IMPORT");
    private static final Set<String> NAMES = names();

    private KnownSettings() {}

    static boolean contains(String name) {
        return NAMES.contains(name) || name.startsWith("CONCIERGE_KAFKA_PROPERTIES_");
    }

    /** Of the table in contracts/README.md, of placeholders, of what Java asks for by name, of documented settings. */
    private static Set<String> names() {
        Stream<String> placeholders = Sources.main(".yaml").stream()
                .flatMap(text -> Sources.matches("\\$\\{([A-Z][A-Z0-9_]*)[:}]|# (CONCIERGE_[A-Z0-9_]+)", text))
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1));
        Stream<String> asked = Sources.main(".java").stream()
                .flatMap(text ->
                        Sources.matches("getProperty\\(\"([A-Z][A-Z0-9_]*)\"|@code (CONCIERGE_[A-Z0-9_]+)", text))
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1));
        return Stream.of(placeholders, asked, documented(), OF_SPRING.stream(), urls())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    /** `CONCIERGE_DB_URL` `_USER`: the second shares the first's beginning. */
    private static Stream<String> documented() {
        return Sources.text("contracts/README.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> {
                    String cell = line.split("\\|", -1)[1];
                    String first = Sources.matches("`([A-Z][A-Z0-9_]*)`", cell)
                            .findFirst()
                            .map(match -> match.group(1))
                            .orElse("");
                    String stem = first.replaceFirst("_[A-Z]+$", "");
                    return Sources.matches("`([A-Z_][A-Z0-9_]*)`", cell)
                            .map(match -> match.group(1).startsWith("_") ? stem + match.group(1) : match.group(1));
                });
    }

    private static Stream<String> urls() {
        return Fleet.SERVICES.stream().map(s -> "CONCIERGE_" + s.alias() + "_URL");
    }
}
