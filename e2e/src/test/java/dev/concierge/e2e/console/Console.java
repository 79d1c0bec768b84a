package dev.concierge.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsFocusedOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One operator's browser in front of the console. */
final class Console {
    private static final Path AXE = Path.of("..", "dashboard", "node_modules", "axe-core", "axe.min.js");
    private static final Path PICTURES = Path.of("target", "screenshots");

    /** Asks axe for what it finds, one line a fault. */
    private static final String FAULTS = """
            () => axe.run().then(({violations}) => violations.map(
              ({id, nodes}) => `${id}: ${nodes.map(({target}) => target.join(' ')).join(', ')}`))""";

    private static final double PATIENCE_MS = 45_000;

    private final LocalFleet fleet;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Console(LocalFleet fleet, Page page) {
        this.fleet = fleet;
        this.page = page;
        page.setDefaultTimeout(PATIENCE_MS);
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** By the front door, through the issuer's page, with the password that the README names. */
    Console signIn() {
        return signIn("operator", password(), "");
    }

    /** @param code of the second factor; empty for none */
    Console signIn(String name, String password, String code) {
        page.navigate(fleet.gateway());
        button("Sign in").click();
        return giveCredentials(name, password, code);
    }

    /** On the issuer's page. */
    Console giveCredentials(String name, String password, String code) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.getByLabel("Code").fill(code);
        button("Sign in").click();
        sees(heading("Home"));
        return this;
    }

    Console open(String screen) {
        page.navigate(fleet.gateway() + "/console" + screen);
        return this;
    }

    Page page() {
        return page;
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(name).setExact(true).setLevel(1));
    }

    Locator table(String name) {
        return page.getByRole(
                AriaRole.TABLE, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void sees(Locator what) {
        assertThat(what.first()).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
    }

    void hasFocus(Locator what) {
        assertThat(what).isFocused(new IsFocusedOptions().setTimeout(PATIENCE_MS));
    }

    /** The end of the address shown. */
    String shown() {
        return page.url().substring(page.url().lastIndexOf('/') + 1);
    }

    List<String> complaints() {
        return complaints;
    }

    /** Keeps a picture, and has axe look at the same. */
    void hasNoFaults(String picture) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(picture + ".png")));
        page.evaluate(read(AXE));
        assertThat(page.evaluate(FAULTS)).as("what axe finds on %s", picture).isEqualTo(List.of());
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("how much wider %s is than the screen", picture)
                .isNotPositive();
    }

    private String password() {
        return read(fleet.home().resolve("secrets").resolve("operator-password"))
                .strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
