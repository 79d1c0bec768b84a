package dev.concierge.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuestsTests {
    @Test
    void theSameSeedGivesTheSamePeople() {
        assertThat(Guests.generate(50, 7, "t")).isEqualTo(Guests.generate(50, 7, "t"));
        assertThat(Guests.generate(50, 7, "t")).isNotEqualTo(Guests.generate(50, 8, "t"));
    }

    @Test
    void everyAddressIsItsOwnAndPlainAscii() {
        assertThat(Guests.generate(5000, 1, "t"))
                .extracting(Guest::email)
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("[a-z]+\\.[a-z]+\\.t-\\d+@demo\\.concierge\\.test"));
    }

    @Test
    void countsAgreeOnlyWhenNothingIsMissingOrDoubled() {
        assertThat(new Counts(3, 3, 3, 3, 3).agree()).isTrue();
        assertThat(new Counts(3, 3, 3, 2, 4).differences())
                .containsEntry("runsEntered", 2)
                .containsEntry("mailsReceived", 4)
                .hasSize(2);
    }
}
