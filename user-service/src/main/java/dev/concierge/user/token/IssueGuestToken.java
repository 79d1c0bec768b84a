package dev.concierge.user.token;

import dev.concierge.user.grant.GuestGrant;
import dev.concierge.user.grant.GuestGrants;
import dev.concierge.user.identity.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Gives a guest a short-lived token for browsers and live channels; whoever asks has made sure who the guest is. */
@Component
class IssueGuestToken {
    private final JwtEncoder encoder;
    private final GuestGrants grants;
    private final IssueLimit limit;
    private final IssuerSettings settings;
    private final Clock clock;

    IssueGuestToken(
            JwtEncoder encoder, GuestGrants grants, IssueLimit guestTokenLimit, IssuerSettings settings, Clock clock) {
        this.encoder = encoder;
        this.grants = grants;
        this.limit = guestTokenLimit;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param caller who asks */
    GuestTokenView issue(UserId id, String caller) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.guestTokenLife());
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(settings.issuer())
                .subject(id.toString())
                .audience(List.of(settings.audience()))
                .issuedAt(now)
                .expiresAt(expiresAt)
                .claim("kind", TokenKind.GUEST.claim())
                .claim("scope", List.of())
                .claim("businesses", List.of())
                .claim("grants", grants.of(id).stream().map(GuestGrant::claim).toList())
                .build();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        String token = limit.within(
                caller,
                () -> encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue());
        return new GuestTokenView(token, expiresAt);
    }
}
