package dev.concierge.hub.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.Category;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.contact.Preferences;
import dev.concierge.hub.delivery.contact.Preferences.ChannelPreferences;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailConsentTests {
    @ParameterizedTest
    @CsvSource({
        // reachable, subscribed, marketing, transactional, address, category, reason
        "true,  true,  false, true,  a@b.c, TRANSACTIONAL,",
        "true,  true,  true,  false, a@b.c, MARKETING,",
        "true,  false, true,  true,  a@b.c, TRANSACTIONAL, email: unsubscribed",
        "false, true,  true,  true,  a@b.c, TRANSACTIONAL, email: not reachable",
        "true,  true,  true,  false, a@b.c, TRANSACTIONAL, email: transactional off",
        "true,  true,  false, true,  a@b.c, MARKETING,     email: marketing off",
        "true,  true,  true,  true,  ,      MARKETING,     email: no address",
        "true,  true,  true,  true,  ' ',   TRANSACTIONAL, email: no address"
    })
    void asksEveryPreference(
            boolean reachable,
            boolean subscribed,
            boolean marketing,
            boolean transactional,
            @Nullable String address,
            Category category,
            @Nullable String reason) {
        Preferences preferences =
                new Preferences(new ChannelPreferences(reachable, subscribed, marketing, transactional), "UTC", null);
        Contact contact = new Contact("ada", "Ada", null, address, null, preferences, 1);
        assertThat(EmailConsent.refusal(contact, category)).isEqualTo(reason);
    }
}
