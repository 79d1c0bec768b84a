package dev.concierge.localstack.scaffold;

import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service that is to be added to the tree.
 *
 * @param name folder, artifact, image and client id
 * @param port where it listens unless told otherwise
 * @param place its port above CONCIERGE_PORT_BASE
 */
public record NewService(String name, int port, int place) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+");
    /** Java's end in .txt there, so that no tool takes them for sources. */
    private static final List<String> FOLDER = List.of(
            "pom.xml",
            "README.md",
            "src/main/resources/application.yaml",
            "src/main/java/dev/concierge/root/package-info.java.txt",
            "src/main/java/dev/concierge/root/TypeApplication.java.txt",
            "src/main/java/dev/concierge/root/TypeConfiguration.java.txt",
            "src/test/java/dev/concierge/root/package-info.java.txt",
            "src/test/java/dev/concierge/root/ArchitectureTests.java.txt",
            "src/test/java/dev/concierge/root/RouteFlowTests.java.txt");

    public NewService {
        if (!NAME.matcher(name).matches()) {
            throw new CannotContinue(
                    "name: " + name + " (expected: lower-case words joined by hyphens)", "such as booking-service");
        }
    }

    /** Writes its folder and its entries below this root, or nothing at all where one of them has no place. */
    public void addTo(Path root) throws IOException {
        if (Files.exists(root.resolve(name))) {
            throw new CannotContinue(name + " is there already", "choose another name");
        }
        Map<Path, String> lists = new LinkedHashMap<>();
        for (Entry entry : entries()) {
            Path list = root.resolve(entry.file());
            lists.put(list, entry.in(lists.containsKey(list) ? lists.get(list) : Files.readString(list)));
        }
        for (Map.Entry<Path, String> list : lists.entrySet()) {
            Files.writeString(list.getKey(), list.getValue());
        }
        for (String template : FOLDER) {
            Path file = root.resolve(name)
                    .resolve(filled(template.replace("/root/", "/{root}/").replace("/Type", "/{Type}"))
                            .replace(".java.txt", ".java"));
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, filled(text(template)));
        }
    }

    /** In each list that is written out, behind the last of its kind. */
    private List<Entry> entries() throws IOException {
        return List.of(
                entry("fleet.json", "\\}(?=\\n\\])", text("entries/fleet.json.txt")),
                entry("pom.xml", "<module>(?!bench|k8s|e2e).*</module>", text("entries/pom.xml.txt")),
                entry("e2e/pom.xml", "(?s)<type>pom</type>.*?</dependency>", text("entries/e2e-pom.xml.txt")),
                entry(
                        "docker-compose.yml",
                        "CONCIERGE_[A-Z]+_URL: http://.*",
                        "\n  CONCIERGE_{ALIAS}_URL: http://{name}:{port}"),
                entry("docker-compose.yml", "CONCIERGE_DB_PASSWORD: .*", text("entries/docker-compose.yml.txt")),
                entry(
                        "k8s/chart/values.yaml",
                        "[a-z-]+: \\{alias: .*\\}",
                        "\n  {name}: {alias: {ALIAS}, port: {port}}"),
                entry("k8s/chart/files/secrets.sh", "(?<=services=')[^']*", " {name}"),
                entry("k8s/compose/prometheus.yaml", "- [a-z-]+:\\d+", "\n          - {name}:{management}"),
                everywhere("k8s/chart/files/alerts.yaml", "(?<=job=~\"gateway\\|)[^\"]*", "|{name}"),
                entry("k8s/chart/files/alerts.yaml", "(?<=pod=~\"\\(gateway\\|)[^)]*", "|{name}"),
                entry(
                        "k8s/chart/files/alerts.yaml",
                        "or label_replace\\(group by \\(namespace\\) \\(dependency_up\\) .*",
                        "\n          or label_replace(group by (namespace) (dependency_up) unless on (namespace)"
                                + " up{job=\"{name}\"}, \"job\", \"{name}\", \"\", \"\")"),
                entry("contracts/events/erasures.schema.json", "(?<=\"x-producer\": \")[^\"]*", ", {name}"),
                entry("docs/architecture.md", "[a-z-]+ --> web & messaging.*", "\n  {name} --> web & messaging"),
                entry("docs/operations.md", "(?<=kind load docker-image concierge/\\{)[^}]*", ",{name}"),
                entry(
                        "README.md",
                        "\\| \\[[a-z-]+\\]\\([a-z-]+/README\\.md\\) \\|.*",
                        "\n| [{name}]({name}/README.md) | – | none yet | users | {port} |"));
    }

    private Entry entry(String file, String behind, String text) {
        return new Entry(file, Pattern.compile(behind), filled(text), false);
    }

    /** Behind each that is like it, and not only behind the last. */
    private Entry everywhere(String file, String behind, String text) {
        return new Entry(file, Pattern.compile(behind), filled(text), true);
    }

    private String filled(String template) {
        return template.replace("{name}", name)
                .replace("{port}", String.valueOf(port))
                .replace("{place}", String.valueOf(place))
                .replace("{management}", String.valueOf(port + 10_000))
                .replace("{database}", name.replace('-', '_'))
                .replace("{ALIAS}", root().toUpperCase(Locale.ROOT))
                .replace("{root}", root())
                .replace("{Type}", type());
    }

    /** Of booking-service: booking. */
    private String root() {
        return name.replaceFirst("-service$", "").replace("-", "");
    }

    /** Of booking-service: BookingService. */
    private String type() {
        return Stream.of(name.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String text(String template) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(NewService.class.getResourceAsStream("/new-service/" + template), template)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Entry(String file, Pattern behind, String text, boolean isEach) {
        String in(String list) {
            List<MatchResult> found = behind.matcher(list).results().toList();
            if (found.isEmpty()) {
                throw new CannotContinue(
                        file + ": nothing like " + behind + " to add a service behind",
                        "correct the file, or the pattern in NewService");
            }
            StringBuilder more = new StringBuilder(list);
            for (MatchResult place : (isEach ? found : found.subList(found.size() - 1, found.size())).reversed()) {
                more.insert(place.end(), text);
            }
            return more.toString();
        }
    }
}
