package dev.concierge.hub.delivery.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.contact.Preferences.ChannelPreferences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactsTests {
    private static final Preferences ALL = new Preferences(new ChannelPreferences(true, true, true, true));

    private final List<String> asked = new ArrayList<>();
    private Runnable whileAsking = () -> {};
    private final Contacts contacts = new Contacts(this::answer, new ContactSettings(Duration.ofMinutes(1), 100));

    @Test
    void asksOnceForABurst() {
        contacts.find("ada");
        contacts.find("ada");
        assertThat(asked).containsExactly("ada");
    }

    @Test
    void asksAgainAfterAChange() {
        contacts.find("ada");
        contacts.forget("ada");
        contacts.find("ada");
        assertThat(asked).containsExactly("ada", "ada");
    }

    @Test
    void doesNotRememberAnAnswerThatAChangeOvertook() {
        whileAsking = () -> contacts.forget("ada");
        contacts.find("ada");
        whileAsking = () -> {};
        contacts.find("ada");
        assertThat(asked).containsExactly("ada", "ada");
    }

    @Test
    void doesNotRememberThatSomeoneIsUnknown() {
        assertThat(contacts.find("nobody")).isEmpty();
        assertThat(contacts.find("nobody")).isEmpty();
        assertThat(asked).hasSize(2);
    }

    private Users.Found answer(List<String> userIds) {
        asked.addAll(userIds);
        whileAsking.run();
        return new Users.Found(userIds.stream()
                .filter(userId -> !userId.equals("nobody"))
                .map(userId -> new Contact(userId, "Ada", null, null, null, ALL))
                .toList());
    }
}
