package dev.concierge.user.token.server;

import dev.concierge.user.token.operator.OperatorAccount;
import dev.concierge.user.token.operator.OperatorAccounts;
import dev.concierge.user.token.operator.Passwords;
import dev.concierge.user.token.operator.ProveOwner;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Who may sign in on the page: with a password, and a code where the account has a second factor. */
@Component
class Operators {
    private final OperatorAccounts accounts;
    private final Passwords passwords;
    private final ProveOwner prove;

    Operators(OperatorAccounts accounts, Passwords passwords, ProveOwner prove) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.prove = prove;
    }

    /** What was typed into the field of the code, beside name and password. */
    record GivenCode(String text) {
        static GivenCode of(HttpServletRequest request) {
            return new GivenCode(Objects.requireNonNullElse(request.getParameter("code"), ""));
        }
    }

    /** The password was right, so it is known who is tried to be signed in as. */
    static final class CodeRefused extends AuthenticationException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String operator;
        private final Duration wait;

        /** @param wait until the next code is looked at; zero where this one was */
        CodeRefused(String operator, Duration wait) {
            super("the code was refused");
            this.operator = operator;
            this.wait = wait;
        }

        String operator() {
            return operator;
        }

        Duration waiting() {
            return wait;
        }
    }

    AuthenticationProvider provider() {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(this::known) {
            @Override
            protected void additionalAuthenticationChecks(
                    UserDetails known, UsernamePasswordAuthenticationToken given) {
                super.additionalAuthenticationChecks(known, given);
                checkCode(known.getUsername(), given);
            }
        };
        provider.setPasswordEncoder(passwords.slow());
        return provider;
    }

    private UserDetails known(String typed) {
        OperatorAccount account = accounts.active(OperatorAccount.nameOf(typed))
                .orElseThrow(() -> new UsernameNotFoundException("no such operator"));
        String hash = passwords.of(account);
        if (hash == null) {
            throw new UsernameNotFoundException("an operator without a password");
        }
        return User.withUsername(account.name())
                .password(hash)
                .roles("OPERATOR")
                .build();
    }

    private void checkCode(String operator, UsernamePasswordAuthenticationToken given) {
        if (!accounts.active(operator).orElseThrow().hasSecondFactor()) {
            return;
        }
        String code = given.getDetails() instanceof GivenCode(String text) ? text : "";
        switch (prove.code(operator, code)) {
            case ProveOwner.Code.Right _ -> {}
            case ProveOwner.Code.Wrong _ -> throw new CodeRefused(operator, Duration.ZERO);
            case ProveOwner.Code.TooMany(Duration wait) -> throw new CodeRefused(operator, wait);
        }
    }
}
