package dev.concierge.k8s;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The typed models of all kinds that the chart may render; a field that they do not know is refused. */
final class KubernetesModels {
    private static final Map<String, Class<?>> KINDS = List.of(
                    ConfigMap.class,
                    CronJob.class,
                    Deployment.class,
                    HTTPRoute.class,
                    HorizontalPodAutoscaler.class,
                    Ingress.class,
                    NetworkPolicy.class,
                    PodDisruptionBudget.class,
                    PrometheusRule.class,
                    ScaledObject.class,
                    Secret.class,
                    Service.class,
                    ServiceAccount.class,
                    ServiceMonitor.class,
                    StatefulSet.class)
            .stream()
            .collect(Collectors.toMap(Class::getSimpleName, type -> type));

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new NoAdditionalProperties())
            .build();

    private KubernetesModels() {}

    static Object parse(Tree object) {
        Class<?> type = KINDS.get(object.kind());
        if (type == null) {
            throw new IllegalArgumentException("kind: " + object.kind() + " (expected: one of " + KINDS.keySet() + ")");
        }
        return STRICT.convertValue(object.node(), type);
    }

    /** The models keep unknown fields in a map of their own; without it Jackson refuses them. */
    private static final class NoAdditionalProperties extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
