package dev.concierge.user.token.operator;

import dev.concierge.user.token.GeneratedSecret;
import dev.concierge.user.token.IssuerSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Links by which operators set their password, once; an admin hands them over. */
@Component
public class PasswordLinks {
    /** Where a link leads to. */
    public static final String PATH = "/oauth2/password";

    private final OperatorAccounts accounts;
    private final IssuerSettings settings;
    private final Clock clock;

    PasswordLinks(OperatorAccounts accounts, IssuerSettings settings, Clock clock) {
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param link kept nowhere */
    record Link(String name, URI link, Instant until) {}

    /** In place of the password and the link that there may be. */
    Link give(String name) {
        GeneratedSecret secret = GeneratedSecret.next();
        Instant until = clock.instant().plus(settings.linkLife());
        accounts.giveLink(name, secret.digest(), until);
        return new Link(name, settings.dashboards().getFirst().resolve(PATH + "?link=" + secret.text()), until);
    }
}
