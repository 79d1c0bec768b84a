package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.concierge.hub.HubFlow;
import dev.concierge.testsupport.PhoenixClient;
import dev.concierge.testsupport.TestTokens;
import dev.concierge.testsupport.browser.InChromium;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A pod that lets visitors without a token join what a setting names. */
@ExtendWith(InChromium.class)
@TestPropertySource(properties = {"concierge.hub.anonymous=resources:cafe-*,resources:bar", "concierge.hub.role=live"})
@DirtiesContext
class AnonymousFlowTests extends HubFlow {
    private static final String NOTIFICATION =
            "{\"type\":\"resource_updated\",\"businessId\":\"cafe\",\"locationId\":\"%s\",\"seq\":%d}";

    @Test
    void runsTheSnippetOfTheSeedAsItIsWritten(Page page) {
        page.addInitScript(PhoenixClient.script() + "\nwindow.Phoenix = Phoenix;");
        page.navigate("http://127.0.0.1:" + port + "/api/health");
        page.evaluate("""
                () => {
                  const { Socket } = Phoenix;
                  window.answers = {};
                  window.heard = [];
                  const socket = new Socket('/socket', {});
                  socket.connect();
                  for (const topic of ["resources:cafe-1", "resources:bar", "resources:hotel-1", "users:ada"]) {
                    const channel = socket.channel(topic, {});
                    channel.on("resource_update", (payload) => window.heard.push(payload.seq));
                    channel.join()
                      .receive("ok", () => window.answers[topic] = "ok")
                      .receive("error", ({ reason }) => window.answers[topic] = reason);
                  }
                }""");
        page.waitForCondition(
                () -> page.evaluate("Object.keys(window.answers).length").equals(4));
        assertThat(page.evaluate("window.answers"))
                .isEqualTo(Map.of(
                        "resources:cafe-1", "ok",
                        "resources:bar", "ok",
                        "resources:hotel-1", "unauthorized",
                        "users:ada", "unauthorized"));
        post("2", 1);
        post("1", 2);
        page.waitForCondition(() -> !((List<?>) page.evaluate("window.heard")).isEmpty());
        assertThat(page.evaluate("window.heard")).isEqualTo(List.of(2));
    }

    private void post(String location, int seq) {
        String token = TestTokens.client("notifications:write");
        assertThat(post("/api/notifications", token, NOTIFICATION.formatted(location, seq))
                        .statusCode())
                .isEqualTo(200);
    }
}
