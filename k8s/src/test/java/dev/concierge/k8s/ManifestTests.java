package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ManifestTests {
    private static final Path COMMITTED = Sources.ROOT.resolve("k8s/manifests/concierge.yaml");

    /** -Dmanifests.write=true writes them anew. */
    @Test
    void committedManifestsAreTheCharts() throws IOException {
        String rendered = "# Rendered from k8s/chart with its default values; do not edit. Write anew:\n"
                + "#   ./mvnw -pl k8s -am test -Dmanifests.write=true\n"
                + Profile.PRODUCTION.rendered().strip() + "\n";
        if (Boolean.getBoolean("manifests.write")) {
            Files.writeString(COMMITTED, rendered);
        }

        assertThat(COMMITTED).content().isEqualTo(rendered);
    }
}
