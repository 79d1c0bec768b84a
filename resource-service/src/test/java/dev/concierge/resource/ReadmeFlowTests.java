package dev.concierge.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the README says to paste. */
@FlowTest(topics = "users")
class ReadmeFlowTests {
    @LocalServerPort
    private int port;

    @Test
    void offersAreMadeQuotedBookedAndConfirmedAsPasted(@TempDir Path folder) throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("README.md"));
        Matcher block = Pattern.compile("With a business `harbour`[^\\n]*\\n```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(block.find()).isTrue();
        Path script = folder.resolve("pasted.sh");
        Files.writeString(
                script,
                block.group(1).replace("localhost:3002", "localhost:" + port).replace("/tmp/", folder + "/"));
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-o", "pipefail", script.toString());
        bash.environment().put("TOKEN", TestTokens.client("resources:read", "resources:write"));
        Process pasted = bash.redirectErrorStream(true).start();

        String printed = new String(pasted.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(pasted.waitFor()).as(printed).isZero();
        assertThat(printed)
                .contains("\"total\":3000", "\"status\":\"held\"", "\"status\":\"confirmed\"", "BEGIN:VCALENDAR")
                .doesNotContain("\"code\"");
    }
}
