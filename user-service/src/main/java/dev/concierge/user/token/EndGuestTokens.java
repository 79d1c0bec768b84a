package dev.concierge.user.token;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.token.revocation.RevocationList;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Ends all tokens that a guest was given; there will be no further ones. */
@Component
public class EndGuestTokens {
    private final RevocationList list;
    private final IssuerSettings settings;
    private final Clock clock;

    EndGuestTokens(RevocationList list, IssuerSettings settings, Clock clock) {
        this.list = list;
        this.settings = settings;
        this.clock = clock;
    }

    /** Best the last thing in a transaction. */
    public void of(UserId guest) {
        list.add(
                TokenMarks.ofSubject(Caller.Kind.GUEST, guest.toString()),
                clock.instant().plus(settings.guestTokenLife()));
    }
}
