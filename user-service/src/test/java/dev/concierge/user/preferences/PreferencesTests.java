package dev.concierge.user.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.Contracts;
import dev.concierge.user.preferences.Preferences.Channel;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PreferencesTests {
    private final JsonMapper json = new JsonMapper();
    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void aNewGuestHearsOfWhatTheyDoAndIsNotAdvertisedTo() {
        assertThat(read("{}")).isEqualTo(Preferences.DEFAULT);
        assertThat(Preferences.DEFAULT.email()).isEqualTo(new Channel(true, true, false, true));
    }

    @Test
    void readsTheSpellingsOfTheSeed() {
        Preferences preferences = read("""
                {"email_preferences":{"marketing":true},"sms_preferences":{"subscribed":false},
                 "push_notification":{"reachable":false,"subscribed":true,"marketing":true,"transactional":false}}""");

        assertThat(preferences.email()).isEqualTo(new Channel(true, true, true, true));
        assertThat(preferences.sms()).isEqualTo(new Channel(true, false, false, true));
        assertThat(preferences.push()).isEqualTo(new Channel(false, true, true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+02:00", "Berlin", "Europe/Nowhere", "", "GMT+2"})
    void aZoneIsARegion(String zone) {
        assertThat(wrong("{\"zone\":\"" + zone + "\"}")).containsExactly("zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24:00", "7:00", "22:60", "22:00:00", ""})
    void quietHoursAreLocalTimes(String time) {
        assertThat(wrong("{\"quietHours\":{\"from\":\"" + time + "\",\"to\":\"08:00\"}}"))
                .containsExactly("quietHours.from");
        assertThat(wrong("{\"quietHours\":{\"from\":\"08:00\"}}")).containsExactly("quietHours.to");
    }

    @Test
    void whatIsPublishedIsWhatTheContractSays() {
        Preferences preferences =
                read("{\"zone\":\"Europe/Berlin\",\"quietHours\":{\"from\":\"22:00\",\"to\":\"08:00\"}}");
        assertThat(wrong(json.writeValueAsString(preferences))).isEmpty();

        Contracts.assertValid(
                "users",
                "user.preferences-updated",
                new PreferencesUpdated("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01", 1, Instant.EPOCH, preferences));
    }

    private Preferences read(String body) {
        return json.readValue(body, Preferences.class);
    }

    private List<String> wrong(String body) {
        return validator.validate(read(body)).stream()
                .map(violation -> violation.getPropertyPath().toString())
                .toList();
    }
}
