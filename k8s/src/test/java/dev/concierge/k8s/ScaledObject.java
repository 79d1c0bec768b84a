package dev.concierge.k8s;

import java.util.List;
import java.util.Map;

/** KEDA's resource as far as the chart renders it (keda.sh/v1alpha1); a field that is not here is refused. */
record ScaledObject(String apiVersion, String kind, Metadata metadata, Spec spec) {
    record Metadata(String name, Map<String, String> labels) {}

    record Spec(Target scaleTargetRef, int minReplicaCount, int maxReplicaCount, List<Trigger> triggers) {}

    record Target(String apiVersion, String kind, String name) {}

    record Trigger(String type, String metricType, Map<String, String> metadata) {}
}
