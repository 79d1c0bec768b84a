package dev.concierge.datemaker.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.datemaker.guest.PageKeys;
import dev.concierge.testsupport.FlowTest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A bot on Telegram, against a server that speaks the Bot API. */
@FlowTest(
        properties = {
            "concierge.datemaker.telegram.enabled=true",
            "concierge.datemaker.telegram.token=1:secret",
            "concierge.datemaker.telegram.poll-seconds=1"
        })
class TelegramFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Telegram TELEGRAM = Telegram.started("1:secret");
    private static final long ADA = 4_711;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PageKeys pages;

    @Autowired
    private Clock clock;

    private UUID event = new UUID(0, 0);

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry registry) {
        registry.add("concierge.datemaker.telegram.url", TELEGRAM::url);
    }

    @BeforeEach
    void planAnEvent() {
        clear();
        event = jdbc.sql("insert into dating_events (start_dttm, title) values (?, 'Friday') returning id")
                .param(clock.instant().plus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    @AfterEach
    void nothingWasAskedOrAnsweredThatIsNotPublished() {
        clear();
        assertThat(TELEGRAM.complaints()).isEmpty();
    }

    private void clear() {
        jdbc.sql("delete from dating_events").update();
        jdbc.sql("delete from telegram_accounts").update();
        TELEGRAM.said().clear();
        TELEGRAM.block(ADA, false);
    }

    @Test
    void aGuestRegistersByAButtonAndTheSameMessageSaysSo() {
        TELEGRAM.disturb();
        TELEGRAM.write(ADA, "/events");
        Telegram.Said listed = await("Friday");
        String data = listed.buttons().at("/0/0/callback_data").asString();
        assertThat(data).isEqualTo("register " + event);

        TELEGRAM.press(ADA, listed.message(), data);
        Telegram.Said registered = await("You have a seat");
        assertThat(registered.method()).isEqualTo("editMessageText");
        assertThat(registered.message()).isEqualTo(listed.message());
        assertThat(jdbc.sql("select chat_id || ' ' || message_id from registrations where event_id = ?")
                        .param(event)
                        .query(String.class)
                        .list())
                .containsExactly(ADA + " " + listed.message());
        assertThat(TELEGRAM.complaints()).isEmpty();
    }

    @Test
    void aGuestTakesASideByAButtonWhateverItIsCalled() {
        jdbc.sql("update dating_events set mode = 'TWO_SIDED', side_one = ?, side_other = ? where id = ?")
                .params("Дамы и все, кто танцует за даму", "Кавалеры", event)
                .update();
        TELEGRAM.write(ADA, "/events");
        Telegram.Said listed = await("Friday");

        TELEGRAM.press(
                ADA, listed.message(), listed.buttons().at("/0/0/callback_data").asString());
        await("You have a seat");
        assertThat(jdbc.sql("select side from registrations where event_id = ?")
                        .param(event)
                        .query(String.class)
                        .list())
                .containsExactly("ONE");
    }

    @Test
    void whoeverIsAskedForTheirAgeSaysItByAButton() {
        jdbc.sql("update dating_events set youngest = 25, oldest = 40 where id = ?")
                .param(event)
                .update();
        TELEGRAM.write(ADA, "/events");
        Telegram.Said listed = await("Friday");
        TELEGRAM.press(
                ADA, listed.message(), listed.buttons().at("/0/0/callback_data").asString());
        Telegram.Said asked = await("How old are you?");
        assertThat(asked.message()).isEqualTo(listed.message());
        assertThat(asked.buttons().at("/0/0/text").asString()).isEqualTo("25");
        assertThat(asked.buttons().at("/2/3/text").asString()).isEqualTo("40");

        TELEGRAM.press(
                ADA, asked.message(), asked.buttons().at("/1/0/callback_data").asString());
        await("You have a seat");
        assertThat(jdbc.sql("select age from registrations where event_id = ?")
                        .param(event)
                        .query(Integer.class)
                        .list())
                .containsExactly(31);
    }

    @Test
    void aTextThatCannotBeKeptHoldsUpNobody() {
        TELEGRAM.write(ADA + 1, "/start a\0b");
        TELEGRAM.write(ADA, "/events");

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        TELEGRAM.said().stream().anyMatch(said -> said.chat().equals(String.valueOf(ADA))));
    }

    @Test
    void whoComesByTheLinkOfTheirPageIsThatGuest() {
        UUID guest = UUID.randomUUID();
        TELEGRAM.write(ADA, "/start " + pages.of(guest, clock.instant()).key());
        Telegram.Said listed = await("Friday");
        TELEGRAM.press(ADA, listed.message(), "register " + event);
        await("You have a seat");

        assertThat(jdbc.sql("select user_id from registrations where event_id = ?")
                        .param(event)
                        .query(UUID.class)
                        .single())
                .isEqualTo(guest);
    }

    /** Else what they say from then on, and whom they like, would be read on the page of whoever sent it. */
    @Test
    void whoIsSentTheLinkOfAnotherPageStaysWhoTheyAreUntilTheyLeave() {
        UUID guest = UUID.randomUUID();
        UUID sender = UUID.randomUUID();
        String lure = "/start " + pages.of(sender, clock.instant()).key();
        TELEGRAM.write(ADA, "/start " + pages.of(guest, clock.instant()).key());
        await("belongs to the page whose link you have opened");

        TELEGRAM.write(ADA, lure);
        await("the link of another page");
        TELEGRAM.press(ADA, await("Friday").message(), "register " + event);
        await("You have a seat");
        assertThat(jdbc.sql("select user_id from registrations where event_id = ?")
                        .param(event)
                        .query(UUID.class)
                        .list())
                .containsExactly(guest);

        TELEGRAM.write(ADA, "/leave");
        await("no page's any more");
        TELEGRAM.write(ADA, lure);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> jdbc.sql("select user_id from telegram_accounts where account_id = ?")
                        .param(ADA)
                        .query(UUID.class)
                        .list()
                        .contains(sender));
    }

    @Test
    void anUnknownWordIsAnsweredAndAGuestWhoLeftHoldsNobodyUp() {
        TELEGRAM.block(ADA, true);
        TELEGRAM.write(ADA, "/nonsense");
        TELEGRAM.write(ADA + 1, "/nonsense");

        await("That did not work");
        long read = TELEGRAM.confirmed();
        TELEGRAM.disturb();
        Awaitility.await().atMost(PATIENCE).until(() -> TELEGRAM.confirmed() > read);
        assertThat(TELEGRAM.said())
                .filteredOn(said -> said.text().contains("That did not work"))
                .extracting(Telegram.Said::chat)
                .containsExactly(String.valueOf(ADA + 1));
    }

    private static Telegram.Said await(String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        TELEGRAM.said().stream().anyMatch(said -> said.text().contains(text)));
        return TELEGRAM.said().stream()
                .filter(said -> said.text().contains(text))
                .findFirst()
                .orElseThrow();
    }
}
