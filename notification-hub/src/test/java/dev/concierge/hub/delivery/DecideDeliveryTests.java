package dev.concierge.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.consent.Objection;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.contact.Preferences;
import dev.concierge.hub.delivery.contact.Preferences.ChannelPreferences;
import dev.concierge.hub.delivery.contact.Preferences.Span;
import dev.concierge.hub.delivery.rules.Decision;
import dev.concierge.hub.delivery.rules.RuleSettings;
import dev.concierge.hub.delivery.rules.SentBefore;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class DecideDeliveryTests {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Span ALWAYS = new Span(LocalTime.NOON, LocalTime.NOON);
    private final DecideDelivery rules = new DecideDelivery(new RuleSettings(2, 5));

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "1, 4, true",
        "2, 2, false", // two a day
        "1, 5, false" // five a week
    })
    void advertisingHasItsMeasure(int withinDay, int withinWeek, boolean goes) {
        SentBefore before = new SentBefore(withinDay, withinWeek);

        assertThat(decide(Category.MARKETING, null, List.of(), before) instanceof Decision.Send)
                .isEqualTo(goes);
        assertThat(decide(Category.TRANSACTIONAL, null, List.of(), before)).isInstanceOf(Decision.Send.class);
    }

    @ParameterizedTest
    @CsvSource({
        "email, marketing, MARKETING, false",
        "email, marketing, TRANSACTIONAL, true",
        "email, subscribed, TRANSACTIONAL, false",
        "email, reachable, TRANSACTIONAL, false",
        "sms, marketing, MARKETING, true"
    })
    void anObjectionIsObeyedForWhatItIsAbout(String channel, String wish, Category category, boolean goes) {
        Decision decision = decide(category, null, List.of(new Objection(channel, wish)), SentBefore.NONE);

        assertThat(decision instanceof Decision.Send).isEqualTo(goes);
    }

    @Test
    void whoIsQuietAllDayGetsNoAdvertising() {
        assertThat(decide(Category.MARKETING, ALWAYS, List.of(), SentBefore.NONE))
                .isEqualTo(new Decision.Suppress("email: quiet hours all day"));
        assertThat(decide(Category.TRANSACTIONAL, ALWAYS, List.of(), SentBefore.NONE))
                .isInstanceOf(Decision.Send.class);
    }

    private Decision decide(
            Category category, @Nullable Span quietHours, List<Objection> objections, SentBefore before) {
        Preferences preferences =
                new Preferences(new ChannelPreferences(true, true, true, true), "Europe/Berlin", quietHours);
        Contact contact = new Contact("ada", "Ada", null, "ada@example.org", null, preferences, 1);
        Notification notification = new Notification(
                UUID.randomUUID(),
                "ada",
                category,
                new Content(null, "Hello", null),
                null,
                JsonNodeFactory.instance.objectNode(),
                null,
                NOON,
                null,
                null,
                null,
                null);
        return rules.decide(notification, new Email(), contact, objections, before, NOON);
    }

    /** A channel that sends nothing. */
    private static final class Email implements Channel {
        @Override
        public String name() {
            return "email";
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public boolean needsContact(Notification notification) {
            return true;
        }

        @Override
        public boolean disturbs() {
            return true;
        }

        @Override
        public boolean repeatsInDoubt() {
            return false;
        }

        @Override
        public Attempt attempt(Dispatch dispatch) {
            throw new IllegalStateException("nothing is sent here");
        }
    }
}
