package dev.concierge.k8s;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a workload's pods have. */
final class Workload {
    private Workload() {}

    /** The service whose image it runs: a service with roles is several workloads. */
    static String service(Tree workload) {
        return workload.text("metadata", "labels", "app.kubernetes.io/name");
    }

    static Map<String, String> ports(Tree workload) {
        return workload.each("spec", "template", "spec", "containers")
                .flatMap(container -> container.each("ports"))
                .collect(Collectors.toMap(port -> port.text("name"), port -> port.text("containerPort")));
    }

    /** What the first container is told by itself, without what it shares with others. */
    static Map<String, String> environment(Tree workload) {
        return workload.each("spec", "template", "spec", "containers")
                .flatMap(container -> container.each("env"))
                .collect(Collectors.toMap(entry -> entry.text("name"), entry -> entry.text("value")));
    }

    static Stream<String> secretKeys(Tree workload) {
        return workload.each("spec", "template", "spec", "volumes")
                .flatMap(volume -> volume.each("secret", "items"))
                .map(item -> item.text("key"));
    }

    /** The passwords of Kafka and Redis that a service is to see; some keep answers of others in Redis. */
    static List<String> sharedPasswords(String service) {
        return switch (service) {
            case "gateway" -> List.of("cache-password");
            case "concierge-service", "notification-hub", "resource-service", "user-service" ->
                List.of("kafka-password", "cache-password");
            default -> List.of("kafka-password");
        };
    }
}
