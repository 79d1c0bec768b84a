package dev.concierge.datemaker.booking;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.concierge.datemaker.booking.ResourceService.Booking;
import dev.concierge.datemaker.guest.PageKeys;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.browser.InChromium;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A seat that costs something, as a guest with a phone meets it. Pictures lie in {@code target/screenshots}. */
@FlowTest(topics = {"bookings", "notifications", "users"})
@ExtendWith(InChromium.class)
class BookedSeatPageFlowTests {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(30_000);
    private static final ResourceService RESOURCES = ResourceService.started();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void resources(DynamicPropertyRegistry registry) {
        registry.add("concierge.services.resource.url", RESOURCES::url);
    }

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestMessages messages;

    @Autowired
    private PageKeys pages;

    @Autowired
    private Clock clock;

    private final UUID guest = UUID.randomUUID();
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void planByARow() {
        jdbc.sql(
                        "insert into dating_events (start_dttm, title, business_id, offer_id) values (?, 'Waltz', 'harbour', ?)")
                .params(clock.instant().plus(Duration.ofDays(3)).atOffset(ZoneOffset.UTC), ResourceService.PREPAID)
                .update();
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from dating_events").update();
    }

    @Test
    void aGuestSeesThePriceBooksPaysAndHasASeat(Page page) {
        page.setViewportSize(390, 844);
        page.setDefaultTimeout(30_000);
        page.onPageError(complaints::add);
        String address = "http://localhost:" + port + "/dating/my/"
                + pages.of(guest, clock.instant()).key();
        page.navigate(address);
        page.waitForCondition(() -> {
            page.reload();
            return page.locator(".offer").innerText().contains("15");
        });
        picture(page, "seat-offer");
        button(page, "Register");
        page.getByLabel("Language").fill("en");
        button(page, "Book a seat");

        assertThat(page.locator("main")).containsText("A seat is kept for you", PATIENTLY);
        assertThat(page.locator("main")).containsText("15", PATIENTLY);
        picture(page, "seat-to-pay");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        picture(page, "seat-to-pay-dark");

        Booking paid = RESOURCES.turn(RESOURCES.of(guest).getFirst().id(), "confirmed");
        messages.publish("bookings", guest.toString(), "booking.confirmed", paid.told(clock.instant()));
        assertThat(page.locator("main")).containsText("You have a seat", PATIENTLY);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("how much wider than a phone it is")
                .isNotPositive();
        assertThat(complaints).isEmpty();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
