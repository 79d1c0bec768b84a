package dev.concierge.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.testsupport.browser.InChromium;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The main path of each screen, and the seed's scenarios, on the real fleet. One operator signs in once; each test has a
 * tab of its own. Pictures lie in {@code target/screenshots}.
 */
@Order(4)
@ExtendWith({InChromium.class, RunningFleet.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleTests {
    /** With as many as {@code ./concierge bench console} has, 100,000, to scroll to their end takes a minute. */
    private static final ManyGuests MANY = new ManyGuests(Integer.getInteger("console.guests", 10_000));

    private final LocalFleet fleet;
    private final BrowserContext browser;
    private Console console;

    ConsoleTests(LocalFleet fleet, Page page) {
        this.fleet = fleet;
        this.browser = page.context();
        this.console = new Console(fleet, page).signIn();
        page.close();
    }

    @BeforeEach
    void openATab() {
        console = new Console(fleet, browser.newPage());
    }

    @AfterEach
    void closeIt() {
        console.page().close();
    }

    /** The last, as it ends every session of this operator. */
    @Test
    @Order(Integer.MAX_VALUE)
    void staysSignedInOverAReloadAndNotOverASignOut() {
        console.open("/");
        console.sees(console.heading("Home"));
        console.page().reload();
        console.sees(console.heading("Home"));

        console.button("operator").click();
        console.page().getByText("Sign out everywhere").click();
        console.sees(console.button("Sign in"));
        console.open("/guests");
        console.sees(console.button("Sign in"));
        console.hasNoFaults("sign-in");
    }

    @Test
    void aGuestRegisteredByTheFormHasAProfileAWelcomeMailAndARunThatSaysWhy(Page other) {
        Console profiles = new Console(fleet, other).signIn().open("/profiles");
        profiles.sees(profiles.heading("Profiles"));

        String userId = register("Ada", "Lovelace");

        profiles.sees(other.getByTitle(Pattern.compile(userId)));
        console.link("Notifications").click();
        console.sees(console.page().getByText("sent"));
        console.sees(console.page().getByText("email"));
        console.link("welcome").first().click();
        console.sees(console.page().getByText("preference email: subscribed, transactional: yes"));
        console.hasNoFaults("run-light");
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void saysWhyAGuestGotNoMail() {
        register("Grace", "Hopper");
        console.link("Preferences").click();
        console.page().getByLabel("email: subscribed").click();
        console.button("Save").click();
        console.sees(console.page().getByText("Saved"));
        console.link("Runs").last().click();
        console.button("Start a journey").click();
        console.page()
                .getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("welcome v1").setExact(true))
                .click();
        console.sees(console.page().getByText("Left: not-subscribed"));
        console.sees(console.page().getByText("preference email: subscribed, transactional: no"));
    }

    @Test
    void anEventThatIsPostedShowsInTheTail() {
        String userId = register("Alan", "Turing");
        String name = "console_" + UUID.randomUUID().toString().substring(0, 8);

        console.open("/events?post&userId=" + userId);
        console.page().getByLabel("Name").first().fill(name);
        console.button("Post").last().click();

        console.sees(console.table("Events").getByText(name));
        console.hasNoFaults("events-light");
    }

    @Test
    void aWriteByCurlChangesTheOpenTable() throws Exception {
        String place = "console-" + UUID.randomUUID().toString().substring(0, 8);
        write(place, "Ada");
        console.open("/resources?business=" + place + "&location=terrace");
        console.sees(console.table("Resources").getByText("Ada"));
        console.sees(console.page().getByText("live").first());

        write(place, "Grace");

        console.sees(console.table("Resources").getByText("Grace"));
        console.hasNoFaults("resources-light");
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void aDeadLetterIsDiscardedWithAReasonThatIsKept() {
        String key = "console-" + UUID.randomUUID();
        try (Producer<String, String> producer =
                new KafkaProducer<>(fleet.kafka(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("resource-operations", key, "{\"operation\":\"nonsense\"}"));
        }

        console.open("/dead-letters?service=resource-service");
        console.page().getByLabel(Pattern.compile("^Message ")).first().check();
        console.hasNoFaults("dead-letters-light");
        console.page().getByText(Pattern.compile("^Discard 1…")).click();
        console.page().getByLabel("Reason").fill("a test's own");
        console.button("Discard").last().click();

        console.sees(console.table("Discarded messages of resource-service").getByText("a test's own"));
    }

    @Test
    void theKeyboardAloneFindsAGuest() {
        String name =
                "Q" + UUID.randomUUID().toString().replaceAll("[^a-f]", "x").substring(0, 8);
        register(name, "Keyboard");
        console.open("/");
        console.sees(console.heading("Home"));

        console.page().keyboard().press("Control+k");
        console.hasFocus(console.page().getByPlaceholder("A screen, a guest's name, an id…"));
        console.page().keyboard().type(name);
        console.page().keyboard().press("Enter");

        console.sees(console.heading(name + " Keyboard"));
    }

    @Test
    void whatCannotBeTakenIsSaidAtItsField() {
        console.open("/guests/new");
        console.page().getByLabel("E-mail").fill("no@address@example.org");
        console.page().getByLabel("Phone").fill("12");
        console.page().evaluate("document.querySelector('form').noValidate = true");
        console.button("Register").last().click();

        console.sees(console.page().locator(".field-error"));
        console.hasNoFaults("refused-light");
    }

    @Test
    void aCurationIsReadPageByPageFromWhatWasMadeOnce() throws Exception {
        String userId = register("Mary", "Anning");
        fleet.bash("""
                for i in $(seq 18); do
                    curl -sS --fail-with-body %s/items -H "Authorization: Bearer %s" \
                      -H 'Content-Type: application/json' \
                      -d '{"type":"gem","title":"Lantern walk '$i'","description":"Along the river.","topics":["lanterns"]}'
                done
                """.formatted(fleet.gateway(), fleet.clientToken()));
        console.open("/search");
        List<String> made = new ArrayList<>();
        console.page().onRequest(request -> {
            if (request.method().equals("POST") && request.url().contains("/curations")) {
                made.add(request.url());
            }
        });

        console.page().getByLabel("For the guest").fill(userId);
        console.button("Curate").click();
        Locator places = console.page().locator(".cards.grid > li");
        console.sees(places.first());
        assertThat(places).hasCount(12);
        console.button("More of it").click();
        console.sees(places.nth(17));
        console.page().reload();
        console.sees(places.first());
        assertThat(places).hasCount(12);
        places.first().locator("button").click();
        console.sees(places.first().getByText("Stood here with a chance of"));
        console.hasNoFaults("curation");
        assertThat(made).hasSize(1);
    }

    /** More than this fleet has, so the list is made up on its way; how fast it is, `./concierge bench console` says. */
    @Test
    void ofManyGuestsOnlyThoseInSightAreDrawn() {
        console.page()
                .route(
                        address -> address.contains("/users?"),
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(MANY.page(route.request().url()))));
        console.open("/guests");
        console.sees(console.table("Guests"));

        Object drawn = console.page().evaluate(ManyGuests.TO_THE_END);

        console.sees(console.page().getByText(String.format(Locale.ROOT, "%,d rows", MANY.count())));
        console.sees(console.link("Guest Number" + (MANY.count() - 1)));
        assertThat((Integer) drawn).isBetween(10, 60);
        console.page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Guests"))
                .evaluate("table => table.scrollTop = 0");
        console.sees(console.link("Guest Number0"));
    }

    @Test
    void theApisPageIsStillThere() {
        console.page().navigate(fleet.gateway() + "/docs");
        console.sees(console.page().locator(".swagger-ui .info"));
    }

    private String register(String firstName, String lastName) {
        console.open("/guests/new");
        console.page().getByLabel("First name").fill(firstName);
        console.page().getByLabel("Last name").fill(lastName);
        console.page().getByLabel("E-mail").fill(firstName + "." + UUID.randomUUID() + "@example.org");
        console.button("Register").last().click();
        console.sees(console.heading(firstName + " " + lastName));
        return console.shown();
    }

    private void write(String business, String customer) throws Exception {
        fleet.bash("""
                curl -sS --fail-with-body %1$s/resources/%2$s-terrace -H "Authorization: Bearer %4$s" \
                  -H 'Content-Type: application/json' -H 'X-Business-ID: %2$s' -H 'X-Location-ID: terrace' \
                  -H 'X-Resource-Type: reservation' -d '{"data":{"customerName":"%3$s"}}'
                """.formatted(fleet.gateway(), business, customer, fleet.clientToken()));
    }
}
