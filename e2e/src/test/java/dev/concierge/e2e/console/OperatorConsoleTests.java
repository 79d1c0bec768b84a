package dev.concierge.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.testsupport.browser.InChromium;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From an invitation to a sign-in with a second factor, each in their own browser. */
@Order(4)
@ExtendWith({InChromium.class, RunningFleet.class})
class OperatorConsoleTests {
    private static final String PASSWORD = "correct horse battery";

    private final LocalFleet fleet;
    private final Clock clock = Clock.systemUTC();
    private final String name = "ada-" + UUID.randomUUID().toString().substring(0, 8);

    OperatorConsoleTests(LocalFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void whoIsInvitedAsAViewerLooksAtEverythingAndChangesNothing(Page admins, Page theirs) {
        Console viewer = join("viewer", admins, theirs);

        viewer.open("/guests");
        viewer.sees(viewer.heading("Guests"));
        assertThat(viewer.link("Register a guest")).hasCount(0);
        assertThat(viewer.link("Operators")).hasCount(0);
        viewer.hasNoFaults("viewer-light");

        viewer.open("/guests/new"); // nobody leads there, and the fleet refuses it
        theirs.getByLabel("First name").fill("Nobody");
        theirs.getByLabel("E-mail").fill(name + "@example.org");
        viewer.button("Register").last().click();
        viewer.sees(theirs.getByText("an operator whose role is not viewer"));
    }

    @Test
    void whoSetUpAnAppSignsInWithItsCode(Page admins, Page theirs) throws Exception {
        Console operator = join("operator", admins, theirs);
        operator.open("/account");
        theirs.getByLabel("Your password").fill(PASSWORD);
        operator.button("Set up an app").click();
        AuthenticatorApp app =
                new AuthenticatorApp(theirs.getByLabel("Secret", new Page.GetByLabelOptions().setExact(true))
                        .inputValue());
        operator.hasNoFaults("second-factor-light");
        theirs.getByLabel("The code that the app shows").fill(app.shows(clock.instant()));
        operator.button("Confirm").click();
        operator.sees(theirs.getByText("It counts from now on."));
        assertThat(theirs.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Recovery codes"))
                        .getByRole(AriaRole.LISTITEM))
                .hasCount(10);
        assertThat(operator.complaints()).isEmpty();

        operator.button(name).click();
        theirs.getByText("Sign out everywhere").click();
        operator.sees(operator.button("Sign in"));
        // one that confirmed counts no more; the next one does already, as clocks differ
        operator.signIn(name, PASSWORD, app.shows(clock.instant().plus(Duration.ofSeconds(30))));

        operator.open("/account");
        operator.sees(theirs.getByText("set, 10 recovery codes left"));
    }

    /** The secret is copied from the screen and works; renewed, the one before works on; withdrawn, none does. */
    @Test
    void aClientIsMadeRenewedAndWithdrawn(Page admins) throws Exception {
        Console admin = new Console(fleet, admins).signIn().open("/clients");
        String id = "till-" + name;
        admin.sees(admin.table("Clients").getByText("in settings and files"));
        admin.button("Make a client").click();
        admins.getByLabel("Id", new Page.GetByLabelOptions().setExact(true)).fill(id);
        admins.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Businesses"))
                .fill("bistro hotel");
        assertThat(admin.button("Make it")).isDisabled();
        admins.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("users:read"))
                .check();
        admin.hasNoFaults("make-a-client-light");
        admin.button("Make it").click();
        String first = secret(admins);
        assertThat(tokenStatus(id, first)).isEqualTo(200);
        admin.hasNoFaults("client-made-light");

        Locator row = admin.table("Clients").getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(id));
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Renew"))
                .click();
        admins.getByLabel("The secret until now").selectOption("PT1H");
        admin.hasNoFaults("renew-a-secret-light");
        admin.button("Renew").last().click();
        admin.sees(admins.getByText("The one before counts until"));
        assertThat(tokenStatus(id, secret(admins))).isEqualTo(200);
        assertThat(tokenStatus(id, first)).isEqualTo(200);

        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Withdraw"))
                .click();
        admin.button("Withdraw").last().click();
        admin.sees(row.getByText("withdrawn"));
        assertThat(tokenStatus(id, first)).isEqualTo(401);
        assertThat(admin.complaints()).isEmpty();
    }

    /** The last one that is shown. */
    private static String secret(Page page) {
        return page.getByLabel("Secret", new Page.GetByLabelOptions().setExact(true))
                .last()
                .inputValue();
    }

    private int tokenStatus(String clientId, String secret) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(fleet.gateway() + "/oauth2/token"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + clientId
                                            + "&client_secret=" + secret))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** The admin invites and hands the link over; the invited one sets a password and signs in. */
    private Console join(String role, Page admins, Page theirs) {
        Console admin = new Console(fleet, admins).signIn().open("/operators");
        admin.button("Invite an operator").click();
        admins.getByLabel("Name").fill(name);
        admins.getByLabel("Role").selectOption(role);
        admin.button("Invite").last().click();
        String link = admins.getByLabel("Link").inputValue();
        admin.hasNoFaults("invited-light");

        Console invited = new Console(fleet, theirs);
        theirs.navigate(link);
        invited.hasNoFaults("set-password");
        theirs.getByLabel("Password of").fill(PASSWORD);
        invited.button("Set the password").click();
        invited.sees(theirs.getByText("is set. Sign in with it."));
        return invited.giveCredentials(name, PASSWORD, "");
    }
}
