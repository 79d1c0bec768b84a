package dev.concierge.user.token.key;

import dev.concierge.platform.security.token.OwnIssuer;
import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.SecretFiles;
import dev.concierge.user.token.SecretSeal;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs with the keys in this process; the platform verifies with the published ones, without asking over HTTP. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {
    @Bean
    SecretSeal keySeal(SecretFiles secrets) {
        return new SecretSeal(secret(secrets), "concierge signing keys");
    }

    @Bean
    SecretSeal secondFactorSeal(SecretFiles secrets) {
        return new SecretSeal(secret(secrets), "concierge second factors");
    }

    private static String secret(SecretFiles secrets) {
        return secrets.readGenerated("signing-key")
                .orElseThrow(() -> new IllegalStateException(
                        "signing-key: no such file in the secrets folder (expected: at least 22 random characters)"));
    }

    /** The first start of an installation makes its keys before anybody asks for a token. */
    @Bean
    ApplicationRunner firstKeys(KeyRing ring) {
        return _ -> ring.prepare();
    }

    /** Another issuer's tokens are accepted instead where {@code concierge.token.issuer} names one. */
    @Bean
    OwnIssuer ownIssuer(IssuerSettings settings, KeyRing ring) {
        return new OwnIssuer(settings.issuer(), ring);
    }

    @Bean
    JwtEncoder jwtEncoder(KeyRing ring) {
        return new NimbusJwtEncoder((selector, context) -> ring.signing(selector));
    }
}
