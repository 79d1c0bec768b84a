package dev.concierge.user.token.server;

import dev.concierge.user.token.SecretFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.stereotype.Component;

/** Who may sign in on the page: {@code operator} with the password of file {@code operator-password}. */
@Component
class Operators {
    private static final Logger log = LoggerFactory.getLogger(Operators.class);

    private static final int FEWEST = 15;

    /** More bcrypt does not look at. */
    private static final int MOST_BYTES = 72;

    private final DaoAuthenticationProvider provider;

    Operators(SecretFiles secrets) {
        BCryptPasswordEncoder slow = new BCryptPasswordEncoder();
        List<UserDetails> known = secrets
                .read("operator-password")
                .map(Operators::longEnough)
                .map(password -> User.withUsername("operator")
                        .password(slow.encode(password))
                        .roles("OPERATOR")
                        .build())
                .stream()
                .toList();
        if (known.isEmpty()) {
            log.warn("No file operator-password in the secrets folder; nobody can sign in on the page.");
        }
        this.provider = new DaoAuthenticationProvider(new InMemoryUserDetailsManager(known));
        provider.setPasswordEncoder(slow);
    }

    private static String longEnough(String password) {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (password.length() < FEWEST || bytes > MOST_BYTES) {
            throw new IllegalStateException("operator-password: " + password.length()
                    + " characters (expected: at least " + FEWEST + ", at most " + MOST_BYTES + " bytes)");
        }
        return password;
    }

    AuthenticationProvider provider() {
        return provider;
    }
}
