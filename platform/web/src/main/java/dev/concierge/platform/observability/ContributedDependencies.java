package dev.concierge.platform.observability;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/** Those dependencies of which the service's health speaks. */
final class ContributedDependencies {
    /** By the names of Spring Boot's health contributors. */
    private static final Map<String, String> NAMES = Map.of("db", "database", "redis", "redis");

    private ContributedDependencies() {}

    static List<Dependency> of(HealthContributorRegistry contributors) {
        return NAMES.entrySet().stream()
                .<Dependency>mapMulti((name, found) -> {
                    HealthContributor contributor = contributors.getContributor(name.getKey());
                    if (contributor != null) {
                        found.accept(new Contributed(name.getValue(), contributor));
                    }
                })
                .toList();
    }

    private record Contributed(String name, HealthContributor contributor) implements Dependency {
        @Override
        public void ask() {
            indicators(contributor).forEach(indicator -> {
                Health health = indicator.health(false);
                if (health == null || !health.getStatus().equals(Status.UP)) {
                    throw new IllegalStateException(name + " is " + (health == null ? "unknown" : health.getStatus()));
                }
            });
        }

        private static Stream<HealthIndicator> indicators(HealthContributor contributor) {
            return switch (contributor) {
                case HealthIndicator indicator -> Stream.of(indicator);
                case CompositeHealthContributor parts -> parts.stream().flatMap(part -> indicators(part.contributor()));
                default -> Stream.empty();
            };
        }
    }
}
