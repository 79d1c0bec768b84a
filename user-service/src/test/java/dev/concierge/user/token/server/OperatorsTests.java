package dev.concierge.user.token.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

class OperatorsTests {
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
                List.of(),
                Map.of());
        return new ApplicationContextRunner()
                .withBean(IssuerSettings.class, () -> settings)
                .withBean(SecretFiles.class)
                .withBean(Operators.class);
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

    @Test
    void anyCharactersMayBeInIt() throws IOException {
        String password = "Ein Satz, 15+ \" ' ß 🔑";
        with(password).run(context -> {
            Operators operators = context.getBean(Operators.class);
            assertThat(operators.provider().authenticate(asked(password))).isNotNull();
            assertThatThrownBy(() -> operators.provider().authenticate(asked(password.toLowerCase(Locale.ROOT))))
                    .isInstanceOf(BadCredentialsException.class);
        });
    }

    private static UsernamePasswordAuthenticationToken asked(String password) {
        return UsernamePasswordAuthenticationToken.unauthenticated("operator", password);
    }
}
