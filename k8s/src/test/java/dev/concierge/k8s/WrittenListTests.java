package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists of services that people read, against fleet.json. */
class WrittenListTests {
    @Test
    void theReadmeNamesEveryServiceAndItsPort() {
        assertThat(found("README.md", "\\| \\[([a-z-]+)\\]\\([a-z-]+/README\\.md\\) \\|.*\\| (\\d+) \\|"))
                .extracting(row -> row.group(1) + " " + row.group(2))
                .containsExactlyInAnyOrderElementsOf(Fleet.SERVICES.stream()
                        .map(service -> service.name() + " " + service.port(Sources.UNSET))
                        .toList());
    }

    @Test
    void theImagesThatAreLoadedAreTheFleets() {
        assertThat(found("docs/operations.md", "kind load docker-image concierge/\\{([^}]*)\\}"))
                .singleElement()
                .satisfies(list -> assertThat(list.group(1).split(",")).containsExactlyInAnyOrderElementsOf(names()));
    }

    @Test
    void alertsWatchEveryService() {
        assertThat(found("k8s/chart/files/alerts.yaml", "job=~\"(gateway[^\"]*)\"|pod=~\"\\((gateway[^)]*)\\)"))
                .isNotEmpty()
                .allSatisfy(list -> {
                    Pattern watched = Pattern.compile(list.group(1) == null ? list.group(2) : list.group(1));
                    assertThat(names()).allMatch(watched.asMatchPredicate());
                });
    }

    /** The sums beside it are made by hand: a service may have larger pools than others. */
    @Test
    void connectionsAreAddedUpForEveryServiceWithADatabase() {
        assertThat(found("docs/operations.md", "(\\d+) services with a database"))
                .singleElement()
                .extracting(number -> Integer.valueOf(number.group(1)))
                .isEqualTo((int)
                        Fleet.SERVICES.stream().filter(Service::ownsDatabase).count());
    }

    @Test
    void aServiceThatNobodyWatchesIsMissed() {
        assertThat(found(
                        "k8s/chart/files/alerts.yaml",
                        "unless on \\(namespace\\) up\\{job=\"([^\"]+)\"}, \"job\", \"\\1\""))
                .extracting(one -> one.group(1))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(names().stream(), Stream.of("notification-hub-delivery"))
                                .toList());
    }

    @Test
    void whoAnswersErasuresIsInTheirContract() {
        assertThat(found("contracts/events/erasures.schema.json", "\"x-producer\": \"([^\"]*)\""))
                .singleElement()
                .satisfies(list -> assertThat(list.group(1).split(", "))
                        .containsExactlyInAnyOrderElementsOf(Fleet.SERVICES.stream()
                                .filter(Service::ownsDatabase)
                                .map(Service::name)
                                .toList()));
    }

    /** Whose records a guest's file has, and whose answers an erasure waits for, is read from fleet.json. */
    @Test
    void userServiceWritesNoListOfTheOthers() {
        assertThat(Sources.list(file -> file.startsWith(Sources.ROOT.resolve("user-service/src/main"))))
                .isNotEmpty()
                .allSatisfy(text ->
                        assertThat(names().stream().filter(text::contains)).hasSizeLessThan(3));
    }

    @Test
    void theEndToEndTestsWaitForEveryServicesJar() {
        assertThat(found(
                        "e2e/pom.xml",
                        "<artifactId>([a-z-]+)</artifactId>\\s*<version>[^<]*</version>\\s*<type>pom</type>"))
                .extracting(one -> one.group(1))
                .containsAll(names());
    }

    private static List<String> names() {
        return Fleet.SERVICES.stream().map(Service::name).toList();
    }

    private static List<MatchResult> found(String file, String pattern) {
        return Pattern.compile(pattern).matcher(Sources.text(file)).results().toList();
    }
}
