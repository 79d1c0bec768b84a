package dev.concierge.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.testsupport.browser.InChromium;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every screen owes everybody, on the real fleet. One operator signs in once and goes through them all, each loaded
 * anew. Pictures lie in {@code target/screenshots}.
 */
@Order(4)
@ExtendWith({InChromium.class, RunningFleet.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreenTests {
    private final Console console;
    private final ViewportSize desk;

    ScreenTests(LocalFleet fleet, Page page) {
        this.console = new Console(fleet, page).signIn();
        this.desk = page.viewportSize();
    }

    /** What the screen before this one complains of when it is left is none of this one's. */
    @BeforeEach
    void comeAnew() {
        console.page().navigate("about:blank");
        console.page().setViewportSize(desk.width, desk.height);
        see(ColorScheme.LIGHT);
        console.complaints().clear();
    }

    @ParameterizedTest
    @CsvSource({
        "home, /, Home",
        "guests, /guests, Guests",
        "register, /guests/new, Register a guest",
        "profiles, /profiles, Profiles",
        "triggers, /triggers, Triggers",
        "journeys, /journeys, Journeys",
        "journey, /journeys/welcome, Welcome",
        "runs, /runs, Runs",
        "search, /search?q=sunset, Search",
        "dead-letters, /dead-letters, Dead letters",
        "settings, /settings, Settings",
        "operators, /operators, Operators",
        "operator, /operators/operator, operator",
        "clients, /clients, Clients and keys",
        "audit, /audit, Audit log",
        "account, /account, My account",
        "nowhere, /nowhere, Nothing here",
    })
    void everyScreenCanBeUsedByEverybody(String name, String address, String title) {
        console.open(address);
        for (ColorScheme look : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            see(look);
            settled(title);
            console.hasNoFaults(name + "-" + look.name().toLowerCase(Locale.ROOT));
        }
        console.page().setViewportSize(390, 844);
        settled(title);
        console.hasNoFaults(name + "-phone");
        assertThat(console.complaints()).isEmpty();
    }

    private void see(ColorScheme look) {
        console.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look));
    }

    private void settled(String title) {
        console.sees(console.heading(title));
        assertThat(console.page().locator(".loading")).hasCount(0);
    }
}
