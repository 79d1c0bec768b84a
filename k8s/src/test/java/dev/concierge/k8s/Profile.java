package dev.concierge.k8s;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The chart with one set of values. */
enum Profile {
    PRODUCTION(Optional.empty()),
    DEV(Optional.of(Sources.CHART.resolve("values-dev.yaml"))),
    EVERYTHING(Optional.of(Path.of("src/test/resources/everything.yaml").toAbsolutePath()));

    private final Optional<Path> values;

    Profile(Optional<Path> values) {
        this.values = values;
    }

    TemplateCommand command() {
        FakeCluster.secret(Map.of());
        return commandOnCluster();
    }

    /** Beside the Secret that the cluster has. */
    TemplateCommand commandOnCluster() {
        TemplateCommand command = new Helm(Sources.CHART)
                .template()
                .withName("concierge")
                .withNamespace("concierge")
                .withKubeVersion("1.29.0");
        return values.map(command::withValuesFile).orElse(command);
    }

    String rendered() {
        return command().call();
    }

    List<Tree> objects() {
        return Sources.yaml(rendered());
    }

    Stream<Tree> objects(String kind) {
        return objects().stream().filter(object -> object.kind().equals(kind));
    }

    /** Deployments and StatefulSets: what runs pods. */
    Stream<Tree> workloads() {
        return Stream.concat(objects("Deployment"), objects("StatefulSet"));
    }

    /** What a service's pod finds in its environment, by name. */
    static Stream<String> environment(Tree deployment, List<Tree> objects) {
        Tree container = deployment
                .each("spec", "template", "spec", "containers")
                .findFirst()
                .orElseThrow();
        Stream<String> shared = container
                .each("envFrom")
                .flatMap(source -> objects.stream()
                        .filter(object -> object.kind().equals("ConfigMap")
                                && object.name().equals(source.text("configMapRef", "name")))
                        .flatMap(map -> map.map("data").keySet().stream()));
        return Stream.concat(shared, container.each("env").map(entry -> entry.text("name")));
    }
}
