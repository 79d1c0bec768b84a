package dev.concierge.e2e.dating;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.testsupport.browser.InChromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two guests with phones, from a link to a match, through the gateway in real time. Pictures lie in {@code target/screenshots}. */
@Order(5)
@ExtendWith({InChromium.class, RunningFleet.class})
class GuestPageTests {
    /** The gateway gives a request up where a machine has no time for it; the page asks again. */
    private static final Pattern GIVEN_UP = Pattern.compile("status of 50[34] ");

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final LocalFleet fleet;
    private final List<String> complaints = new ArrayList<>();

    GuestPageTests(LocalFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void twoGuestsMeetInACallAndMatch(Page ada, Page grace) throws Exception {
        String title = "Dates " + UUID.randomUUID();
        String adas = link("Ada");
        String graces = link("Grace");
        // half of what is left until the start is for the guests to register and confirm
        fleet.bash("""
                curl -sS --fail-with-body %s/dating/events -H "Authorization: Bearer %s" \
                  -H 'Content-Type: application/json' \
                  -d '{"title":"%s","startsAt":"'"$(date -u -d '+65 seconds' +%%Y-%%m-%%dT%%H:%%M:%%SZ)"'","least":2,"callSeconds":20,"pauseSeconds":3,"choiceSeconds":20}'
                """.formatted(fleet.gateway(), fleet.clientToken(), title));
        open(ada, adas);
        open(grace, graces);
        for (Page page : List.of(ada, grace)) {
            Locator offer = page.locator(".offer").filter(new Locator.FilterOptions().setHasText(title));
            offer.getByText("Register").click();
            page.getByLabel("Your age").fill("31");
            page.getByLabel("Language").fill("en");
            button(page, "Take a seat").click();
            button(page, "Yes, I am coming").click();
        }
        for (Page page : List.of(ada, grace)) {
            page.reload();
            button(page, "Check camera and microphone").click();
            button(page, "I am here").click();
        }

        for (Page page : List.of(ada, grace)) {
            page.waitForCondition(
                    () -> is(page, "() => window.room?.peer?.connectionState === 'connected'"),
                    new Page.WaitForConditionOptions().setTimeout(120_000));
            page.waitForCondition(() -> is(page, """
                    async () => [...(await window.room.peer.getStats()).values()]
                        .some(each => each.type === 'inbound-rtp' && each.kind === 'video' && each.framesDecoded > 0)"""));
        }
        ada.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("guest-page-call.png")));
        for (Page page : List.of(ada, grace)) {
            page.waitForCondition(() -> is(page, "() => !document.querySelector('.room')"));
            page.getByText("See again").first().click();
        }
        for (Page page : List.of(ada, grace)) {
            assertThat(page.locator("h1")).containsText("Your matches", new ContainsTextOptions().setTimeout(75_000));
        }
        assertThat(ada.locator(".match")).containsText("grace");
        assertThat(grace.locator(".match")).containsText("ada");
        ada.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("guest-page-match.png")));
        assertThat(complaints).isEmpty();
    }

    private void open(Page page, String link) {
        page.setViewportSize(390, 844);
        page.setDefaultTimeout(90_000);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !GIVEN_UP.matcher(message.text()).find()) {
                complaints.add(message.text());
            }
        });
        page.navigate(link);
    }

    /** The address of the page of a guest who is registered for it. */
    private String link(String name) throws IOException, InterruptedException {
        String userId = fleet.bash("""
                curl -sS --fail-with-body %s/users -H "Authorization: Bearer %s" \
                  -H 'Content-Type: application/json' \
                  -d '{"firstName":"%s","lastName":"Dates","email":"%s"}' \
                  | grep -o '"userId":"[^"]*' | cut -d'"' -f4
                """.formatted(
                                fleet.gateway(),
                                fleet.clientToken(),
                                name,
                                name.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID() + "@example.org"))
                .strip();
        String link = fleet.bash("""
                curl -sS --fail-with-body -X POST %s/dating/pages/%s -H "Authorization: Bearer %s" \
                  | grep -o '"url":"[^"]*' | cut -d'"' -f4
                """.formatted(fleet.gateway(), userId, fleet.guestToken(userId)));
        return fleet.gateway() + URI.create(link.strip()).getPath();
    }

    /** What a page waits for by itself would be evaluated in it, which its policy forbids. */
    private static boolean is(Page page, String condition) {
        return Boolean.TRUE.equals(page.evaluate(condition));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
