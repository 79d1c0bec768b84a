package dev.concierge.hub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.concierge.testsupport.PhoenixClient;
import dev.concierge.testsupport.TestTokens;
import dev.concierge.testsupport.browser.InChromium;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page and the stock client as a browser runs them. Pictures lie in {@code target/screenshots}. */
@ExtendWith(InChromium.class)
class TestPageFlowTests extends HubFlow {
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final String business = "hotel-" + UUID.randomUUID().toString().substring(0, 8);
    private final String subject = "page-" + business;
    private final String token =
            TestTokens.token("client", subject, "notifications:write").text();
    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeEach
    void open(Page opened) {
        page = opened;
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address("/test#token=" + token));
    }

    @Test
    void connectsShowsWhatComesAndSendsOne() {
        connect();
        post("bar", 41);
        Locator first = messages().first();
        assertThat(first).containsText("resource_update");
        assertThat(first).containsText("41");
        button("Send one").click();
        assertThat(messages()).hasCount(2);
        assertThat(messages().first().locator(".took")).hasText(Pattern.compile("\\d+\\.\\d ms"));
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("test-page.png")));
        page.setViewportSize(390, 844);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("test-page-phone.png")));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("how much wider than a phone it is")
                .isNotPositive();
        assertThat(complaints).isEmpty();
    }

    @Test
    void showsThatItReconnectsAndWhatItMissed() {
        connect();
        HttpResponse<String> sent =
                post("/ops/live/disconnects", TestTokens.operator(), "{\"subject\":\"" + subject + "\"}");
        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(page.locator("#log")).containsText("closed (1001, disconnected)");
        assertThat(state()).hasText("connected");
        post("bar", 42);
        assertThat(messages().first()).containsText("42");
    }

    @Test
    void joinsOtherTopicsAndSaysWhenOneIsRefused() {
        connect();
        button("Join the whole business").click();
        assertThat(topic("resources:" + business)).isVisible();
        page.getByLabel("Another topic").fill("nosuch:topic");
        button("Join").click();
        assertThat(topic("nosuch:topic")).containsText("unmatched topic");
        post("spa", 43);
        assertThat(messages().first()).containsText("43");
    }

    @Test
    void saysWhyItDoesNotConnect() {
        page.getByLabel("Token").fill("no-token");
        fill();
        assertThat(page.locator("#log")).containsText("token");
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("test-page-refused.png")));
    }

    @Test
    void saysHowOnesOwnCodeConnects() {
        page.getByText("Connect from your own code").click();
        assertThat(page.getByText("new Socket(\"/socket\", { params: { token } })"))
                .isVisible();
        assertThat(page.getByText("CONCIERGE_HUB_ANONYMOUS")).isVisible();
        page.setViewportSize(390, 844);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("test-page-code.png")));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("how much wider than a phone it is")
                .isNotPositive();
        assertThat(complaints).isEmpty();
    }

    @Test
    void runsTheStockClient(Page other) {
        other.addInitScript(PhoenixClient.script() + "\nwindow.Phoenix = Phoenix;");
        other.navigate(address("/api/health"));
        Object joined = other.evaluate("""
                ({token, topic}) => new Promise((resolve, reject) => {
                  const socket = new Phoenix.Socket("/socket", {params: {token}});
                  socket.connect();
                  window.heard = [];
                  const channel = socket.channel(topic);
                  channel.on("resource_update", (payload) => window.heard.push(payload.seq));
                  channel.join().receive("ok", () => channel.push("ping", {from: "Chromium"}).receive("ok", resolve))
                    .receive("error", reject).receive("timeout", reject);
                })""", Map.of("token", token, "topic", "resources:" + business + "-bar"));
        assertThat(joined).isEqualTo(Map.of("from", "Chromium"));
        post("bar", 44);
        other.waitForCondition(() -> !((List<?>) other.evaluate("window.heard")).isEmpty());
        assertThat(other.evaluate("window.heard")).isEqualTo(List.of(44));
    }

    private void connect() {
        fill();
        assertThat(state()).hasText("connected");
        assertThat(topic("resources:" + business + "-bar")).isVisible();
    }

    private void fill() {
        page.getByLabel("Business ID").fill(business);
        page.getByLabel("Location ID").fill("bar");
        button("Connect").click();
    }

    private void post(String location, int seq) {
        String body = "{\"type\":\"resource_updated\",\"businessId\":\"%s\",\"locationId\":\"%s\",\"seq\":%d}"
                .formatted(business, location, seq);
        HttpResponse<String> response = post("/api/notifications", token, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private Locator messages() {
        return page.locator("#messages tr");
    }

    private Locator state() {
        return page.locator("#state");
    }

    private Locator topic(String topic) {
        return page.locator("#topics li[data-topic='" + topic + "']");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
