package dev.concierge.localstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PortCheckTests {
    @TempDir
    Path root;

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesWhoHoldsAPortAndTheSettingThatAvoidsIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            List<Finding> findings = look(Map.of("CONCIERGE_KAFKA_PORT", String.valueOf(taken.getLocalPort())));

            assertThat(findings)
                    .filteredOn(Finding.Broken.class::isInstance)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.detail())
                                .startsWith("port " + taken.getLocalPort() + " for kafka is taken by pid "
                                        + ProcessHandle.current().pid());
                        assertThat(((Finding.Broken) finding).remedy()).contains("CONCIERGE_KAFKA_PORT=<port>");
                    });
        }
    }

    @Test
    void refusesOnePortForTwo() {
        String port = String.valueOf(FreePort.next());

        assertThat(look(Map.of("CONCIERGE_KAFKA_PORT", port, "CONCIERGE_REDIS_PORT", port)))
                .filteredOn(Finding.Broken.class::isInstance)
                .singleElement()
                .extracting(Finding::detail)
                .isEqualTo("port " + port + " is meant for both kafka and redis");
    }

    /** A base far from what may run here, below the ports that systems give out. */
    private List<Finding> look(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CONCIERGE_PORT_BASE", "19100",
                "CONCIERGE_GATEWAY_PORT", "19120",
                "CONCIERGE_RESOURCE_PORT", "19121",
                "CONCIERGE_HUB_PORT", "19122"));
        environment.putAll(more);
        Home home = new Home(root);
        return PortCheck.look(Settings.load(root, environment), RunState.read(home))
                .toList();
    }
}
