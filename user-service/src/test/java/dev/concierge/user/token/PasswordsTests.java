package dev.concierge.user.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.user.token.operator.OperatorAccount;
import dev.concierge.user.token.operator.OperatorRole;
import dev.concierge.user.token.operator.Passwords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PasswordsTests {
    private static final OperatorAccount BUILT_IN = new OperatorAccount(
            "operator", OperatorRole.ADMIN, null, null, Instant.EPOCH, "the installation", null, false);

    @TempDir
    private Path secrets;

    private ApplicationContextRunner with(String password) throws IOException {
        Files.writeString(secrets.resolve("operator-password"), password + "\n");
        IssuerSettings settings = new IssuerSettings(
                "https://concierge.local",
                "concierge",
                secrets,
                Duration.ofMinutes(10),
                Duration.ofMinutes(15),
                Duration.ofMinutes(1),
                Duration.ofDays(3),
                IssuerSettings.SecondFactor.OPTIONAL,
                List.of(),
                Map.of());
        return new ApplicationContextRunner()
                .withBean(IssuerSettings.class, () -> settings)
                .withBean("passwordLimit", IssueLimit.class, () -> new IssueLimit(1, 1, 1, Duration.ofSeconds(1)))
                .withBean(SecretFiles.class)
                .withBean(Passwords.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "fourteen chars", "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä"})
    void aPasswordThatIsTooShortOrLongerThanItsHashSeesKeepsTheServiceFromStarting(String password) throws IOException {
        with(password)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("operator-password: " + password.length() + " characters (expected:")
                        .hasMessageNotContaining(password.isEmpty() ? "no such text" : password));
    }

    /** However it is made as long as it has to be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1qazxsw23edcvfr4",
                "passwordpassword",
                "PasswordPassword1!",
                "qwertyuiopasdfgh",
                "123456789012345",
                "aaaaaaaaaaaaaaa",
                "xyzwxyzwxyzwxyzw",
                "Summer2026Concierge!",
                "operator-operator-2026",
                "monkeydragon2024"
            })
    void whatIsGuessedFirstKeepsTheServiceFromStarting(String password) throws IOException {
        with(password)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("operator-password: one that others use")
                        .hasMessageNotContaining(password));
    }

    @Test
    void whatOneOperatorMayHaveAnotherOfThatNameMayNot() {
        String password = "wilhelmine & dragon";

        assertThat(Passwords.fault(password, "wilhelmine")).isPresent();
        assertThat(Passwords.fault(password, "olga")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "open sesame, please",
                "my dog is called Rex",
                "gz8QvX2hTnK1pLwEs9aB",
                "äöü ein Satz genügt",
                "!)=}{[_-:;~+*#'<>|^%"
            })
    void whatIsLongEnoughAndNobodysCounts(String password) {
        assertThat(Passwords.fault(password, "olga")).isEmpty();
    }

    @Test
    void anyCharactersMayBeInIt() throws IOException {
        String password = "Ein Satz, 15+ \" ' ß 🔑";
        with(password).run(context -> {
            Passwords passwords = context.getBean(Passwords.class);
            String hash = passwords.of(BUILT_IN);
            assertThat(passwords.slow().matches(password, hash)).isTrue();
            assertThat(passwords.slow().matches(password.toLowerCase(Locale.ROOT), hash))
                    .isFalse();
        });
    }
}
