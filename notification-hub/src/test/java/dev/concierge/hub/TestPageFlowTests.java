package dev.concierge.hub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.concierge.hub.socket.WireClient;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.testsupport.PhoenixClient;
import dev.concierge.testsupport.TestIssuer;
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
    /** While {@code isAway}, the page asks for sockets where there are none. */
    private static final String ABLE_TO_BE_AWAY = """
            window.WebSocket = class extends WebSocket {
              constructor(url, protocols) {
                super(window.isAway ? url.replace("/socket/websocket", "/nowhere") : url, protocols);
              }
            };""";

    private static final Path PICTURES = Path.of("target", "screenshots");

    private static final LocatorAssertions.ContainsTextOptions LATER =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

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
        page.addInitScript(ABLE_TO_BE_AWAY);
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
    void showsThatItReconnectsAndWhatItMissed() throws Exception {
        connect();
        page.evaluate("window.isAway = true");
        try (WireClient other = socket(TestTokens.clientOf(business))) {
            other.send("[\"1\",\"1\",\"resources:" + business + "-bar\",\"phx_join\",{}]")
                    .next();
            disconnect("subject", subject);
            assertThat(page.locator("#log")).containsText("closed (1001, disconnected)");
            post("bar", 42);
            assertThat(other.next().at("/4/seq").asInt()).isEqualTo(42);
        }
        assertThat(state()).not().hasText("connected");
        page.evaluate("window.isAway = false");
        assertThat(messages().first()).containsText("42", LATER);
        assertThat(messages().first().locator(".took")).hasText("missed");
        assertThat(state()).hasText("connected");
        post("bar", 43);
        assertThat(messages().first()).containsText("43");
        assertThat(messages().first().locator(".took")).not().hasText("missed");
    }

    @Test
    void aTopicThatTheHubEndsIsNotJoinedAgainUnlessAskedFor() {
        connect();
        button("Join resources:" + business).click();
        String whole = "resources:" + business;
        assertThat(button("Leave " + whole)).isVisible();
        disconnect("topic", whole);
        assertThat(topic(whole)).containsText("ended by the hub");
        disconnect("subject", subject);
        assertThat(page.locator("#log")).containsText("connected again");
        assertThat(button("Leave resources:" + business + "-bar")).isVisible();
        post("spa", 1);
        post("bar", 2);
        assertThat(messages().first()).containsText("\"seq\": 2");
        assertThat(messages()).hasCount(1);

        button("Join " + whole + " again").click();
        assertThat(topic(whole)).not().containsText("ended");
        post("spa", 3);
        assertThat(messages().first()).containsText("\"seq\": 3");
    }

    @Test
    void aTopicThatFailsIsJoinedAgainByItself() {
        String till = "till-" + business;
        String bar = business + "-bar"; // a location, or a business of that name
        page.getByLabel("Token")
                .fill(TestTokens.token("client", till, "notifications:write")
                        .forBusinesses(business, bar)
                        .text());
        connect();
        TestIssuer.shared().revoke(TokenMarks.ofTenant(Caller.Kind.CLIENT, till, bar));
        assertThat(topic("resources:" + bar)).containsText("failed, joining again", LATER);
        assertThat(topic("resources:" + bar)).not().containsText("failed");
        post("bar", 44);
        assertThat(messages().first()).containsText("44");
    }

    @Test
    void aTopicThatWasRefusedMayBeJoinedAgain() {
        String guest = UUID.randomUUID().toString();
        String conversation = UUID.randomUUID().toString();
        connect();
        page.getByLabel("Another topic").fill("messages:" + conversation);
        page.getByLabel("Another topic").press("Enter");
        assertThat(topic("messages:" + conversation)).containsText("unauthorized");
        HttpResponse<String> said = post(
                "/api/messages",
                TestTokens.guest(guest),
                "{\"userId\":\"%s\",\"conversationId\":\"%s\",\"content\":\"Hello?\"}".formatted(guest, conversation));
        assertThat(said.statusCode()).as(said.body()).isEqualTo(202);
        button("Join").click();
        assertThat(topic("messages:" + conversation)).not().containsText("unauthorized");

        button("Leave messages:" + conversation).click();
        assertThat(topic("messages:" + conversation)).hasCount(0);
        button("Join messages:" + conversation).click();
        assertThat(button("Leave messages:" + conversation)).isVisible();
    }

    @Test
    void whatIsLeftIsHeardNoMore() {
        connect();
        String own = "users:" + subject;
        button("Join " + own).click();
        assertThat(topic(own)).isVisible();
        button("Join resources:" + business).click();
        assertThat(button("Leave resources:" + business)).isVisible();
        button("Leave resources:" + business + "-bar").click();
        assertThat(topic("resources:" + business + "-bar")).hasCount(0);
        post("bar", 45);
        assertThat(messages().first()).containsText("45");
        assertThat(messages()).hasCount(1);
        assertThat(messages().first().locator(".topic")).hasText("resources:" + business);
    }

    @Test
    void saysThatNothingWasSentWhereTheHubIsAway() {
        connect();
        page.route("**/api/notifications", Route::abort);
        button("Send one").click();
        assertThat(messages().first()).containsText("not sent: the hub did not answer");
    }

    @Test
    void joinsOtherTopicsAndSaysWhenOneIsRefused() {
        connect();
        button("Join resources:" + business).click();
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
        other.navigate(address("/test")); // under its policy
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

    /** @param what a subject or a topic */
    private void disconnect(String what, String name) {
        HttpResponse<String> sent =
                post("/ops/live/disconnects", TestTokens.operator(), "{\"" + what + "\":\"" + name + "\"}");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
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
