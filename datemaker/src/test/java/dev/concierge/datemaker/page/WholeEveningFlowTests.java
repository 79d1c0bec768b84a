package dev.concierge.datemaker.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.concierge.datemaker.call.Call;
import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.outcome.UserService;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestTokens;
import dev.concierge.testsupport.browser.InChromium;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Three guests in three real browsers, from the first look at the page to their matches. Pictures lie in {@code target/screenshots}. */
@FlowTest(topics = {"bookings", "notifications", "users"})
@ExtendWith(InChromium.class)
class WholeEveningFlowTests {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Enough for two connections of real browsers on a machine that does other things as well. */
    private static final int CALL_SECONDS = 45;

    private static final int CHOICE_SECONDS = 12;

    private static final UserService USERS = UserService.started();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void users(DynamicPropertyRegistry registry) {
        registry.add("concierge.services.user.url", USERS::url);
    }

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    @Autowired
    private DateEvents events;

    @Autowired
    private Calls calls;

    private final Map<UUID, Page> guests = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private Instant start = Instant.EPOCH;
    private UUID event = new UUID(0, 0);

    @BeforeEach
    void planAnEventForThreePeopleWithPhones(Page one, Page two, Page three) {
        jdbc.sql("delete from dating_events").update();
        start = clock.instant().plus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.SECONDS);
        event = jdbc.sql("""
                insert into dating_events (start_dttm, title, least, youngest, oldest, call_seconds, pause_seconds, choice_seconds)
                values (?, 'Dates by the sea', 3, 25, 45, ?, 6, ?) returning id
                """)
                .params(start.atOffset(ZoneOffset.UTC), CALL_SECONDS, CHOICE_SECONDS)
                .query(UUID.class)
                .single();
        for (Page page : List.of(one, two, three)) {
            page.setViewportSize(390, 844);
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            guests.put(UUID.randomUUID(), page);
        }
        two.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    }

    @AfterEach
    void backToTheRealTime() {
        jdbc.sql("delete from dating_events").update();
        clock.reset();
    }

    @Test
    void threeGuestsMeetEachOtherInRealCallsAndMatch() {
        guests.forEach(this::register);
        guests.forEach((_, page) -> {
            page.reload();
            button(page, "Yes, I am coming").click();
        });
        awaitState(DateEventState.READY);
        clock.set(start.minus(Duration.ofMinutes(4)));
        await().atMost(PATIENCE).until(() -> start.equals(find().dueAt()));
        guests.forEach((_, page) -> {
            page.reload();
            button(page, "Check camera and microphone").click();
            button(page, "I am here").click();
            assertThat(page.locator("h1")).hasText("It starts in a moment");
        });
        picture("lobby");
        clock.set(start.minusSeconds(4));

        Set<Pair> met = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            Call call = awaitCall(met);
            assertThat(met.add(call.pair())).isTrue();
            Page caller = page(call.pair().one());
            Page called = page(call.pair().other());
            seeAndHear(caller);
            seeAndHear(called);
            if (round == 0) {
                picture("call");
                comeBackByTheSameLink(called);
                seeAndHear(caller);
                Page third = guests.entrySet().stream()
                        .filter(guest -> !call.pair().has(guest.getKey()))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
                assertThat(third.locator("main")).containsText("You sit this one out");
                cutAtTheDeadline(call, caller);
                cutAtTheDeadline(call, called);
            } else {
                clock.set(call.endsAt());
                cut(caller);
                cut(called);
            }
            for (Page page : List.of(caller, called)) {
                assertThat(page.locator("main")).containsText("Your date in round " + (round + 1));
                page.locator(".partner-card").last().getByText("See again").click();
                assertThat(page.locator(".partner-card").last().locator("[aria-pressed=true]"))
                        .hasText("♥ See again");
            }
            if (round == 0) {
                caller.locator("textarea").first().fill("Sails, laughs a lot");
                caller.locator("textarea").first().blur();
                assertThat(caller.locator("#word")).hasText("Noted.");
                picture("break");
            }
        }
        guests.forEach((_, page) ->
                assertThat(page.locator("h1")).containsText("Whom would you like to see again?", longer()));
        picture("choose");
        clock.advance(Duration.ofSeconds(CHOICE_SECONDS));
        awaitState(DateEventState.FINISHED);
        guests.forEach((_, page) -> assertThat(page.locator(".match")).hasCount(2, longerCount()));
        picture("matches");
        guests.forEach(
                (_, page) -> assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .as("how much wider than a phone it is")
                        .isNotPositive());
        assertThat(complaints).isEmpty();
        assertThat(jdbc.sql("select note from choices where note is not null")
                        .query(String.class)
                        .list())
                .containsExactly("Sails, laughs a lot");
        assertThat(jdbc.sql("select count(*) from call_signals")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anUnknownLinkSaysSo() {
        Page page = guests.values().iterator().next();
        page.navigate("http://localhost:" + port + "/dating/my/nobodys");

        assertThat(page.locator("h1")).hasText("This link has expired");
    }

    private void register(UUID guest, Page page) {
        page.navigate(address(guest));
        assertThat(page.locator("h2")).hasText("Coming up");
        if (guest.equals(guests.keySet().iterator().next())) {
            picture("coming-up");
        }
        button(page, "Register").click();
        page.getByLabel("Your age").fill("31");
        page.getByLabel("Language").fill("en");
        button(page, "Take a seat").click();
        assertThat(page.locator("#word")).hasText("You are registered.");
        assertThat(page.locator("main")).containsText("Dates by the sea");
    }

    private String address(UUID guest) {
        JsonNode link = Objects.requireNonNull(RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .post()
                .uri("/dating/pages/" + guest)
                .header("Authorization", "Bearer " + TestTokens.guest(guest))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        return "http://localhost:" + port
                + URI.create(link.path("url").asString()).getPath();
    }

    private Call awaitCall(Set<Pair> met) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(calls.underWay(event)).singleElement().matches(call -> !met.contains(call.pair())));
        return calls.underWay(event).getFirst();
    }

    private static void seeAndHear(Page page) {
        page.waitForCondition(() -> is(page, "() => window.room?.peer?.connectionState === 'connected'"));
        page.waitForCondition(() -> is(page, """
                async () => {
                  const stats = [...(await window.room.peer.getStats()).values()].filter(each => each.type === 'inbound-rtp');
                  return stats.some(each => each.kind === 'video' && each.framesDecoded > 0)
                      && stats.some(each => each.kind === 'audio' && each.totalAudioEnergy > 0);
                }"""));
    }

    /** What a page waits for by itself would be evaluated in it, which its policy forbids. */
    private static boolean is(Page page, String condition) {
        return Boolean.TRUE.equals(page.evaluate(condition));
    }

    private static void comeBackByTheSameLink(Page page) {
        page.reload();
        button(page, "Check camera and microphone").click();
        button(page, "Enter the call").click();
        seeAndHear(page);
    }

    /** A page that knows of a later end hears of it from us. */
    private static void cut(Page page) {
        page.waitForCondition(
                () -> is(page, "() => !document.querySelector('.room')"),
                new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    /** By its own clock, which is ours. */
    private void cutAtTheDeadline(Call call, Page page) {
        cut(page);
        assertThat(clock.instant())
                .isBetween(call.endsAt().minusMillis(500), call.endsAt().plusSeconds(5));
    }

    private void picture(String name) {
        int number = 0;
        for (Page page : guests.values()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + "-" + number++ + ".png")));
        }
    }

    private Page page(UUID guest) {
        return Objects.requireNonNull(guests.get(guest));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static ContainsTextOptions longer() {
        return new ContainsTextOptions().setTimeout(20_000);
    }

    private static HasCountOptions longerCount() {
        return new HasCountOptions().setTimeout(20_000);
    }

    private void awaitState(DateEventState state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(find().state()).isEqualTo(state));
    }

    private DateEvent find() {
        return events.findById(new DateEventId(event)).orElseThrow();
    }
}
