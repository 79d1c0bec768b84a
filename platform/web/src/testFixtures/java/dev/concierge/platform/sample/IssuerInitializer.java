package dev.concierge.platform.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points a test's application to the one issuer of this JVM. */
final class IssuerInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final Issuer ISSUER = new Issuer();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            TestPropertyValues.of(
                            "concierge.token.issuer=" + Issuer.NAME,
                            "concierge.token.jwk-set-uri=" + ISSUER.jwkSetUri(),
                            "concierge.revocations.uri=" + ISSUER.revocationsUri(),
                            "concierge.revocations.every=50ms",
                            "concierge.token.state-dir=" + Files.createTempDirectory("state"))
                    .applyTo(context);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
