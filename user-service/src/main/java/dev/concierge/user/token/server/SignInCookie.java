package dev.concierge.user.token.server;

import com.nimbusds.jose.jwk.source.JWKSource;
import dev.concierge.user.token.IssuerSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Remembers an operator who signed in: a cookie with a JWT that is good for nothing but getting authorization codes
 * (another audience than access tokens have), so that no replica needs to keep a session.
 */
@Component
class SignInCookie implements SecurityContextRepository {
    private static final String NAME = "concierge-sign-in";
    private static final String AUDIENCE = "concierge-sign-in";
    private static final Duration LIFE = Duration.ofHours(8);

    private final JwtEncoder encoder;
    private final NimbusJwtDecoder decoder;
    private final IssuerSettings settings;
    private final Clock clock;

    SignInCookie(
            JwtEncoder encoder,
            JWKSource<com.nimbusds.jose.proc.SecurityContext> keys,
            IssuerSettings settings,
            Clock clock) {
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
        JwtTimestampValidator timestamps = new JwtTimestampValidator();
        timestamps.setClock(clock);
        this.decoder = NimbusJwtDecoder.withJwkSource(keys).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps, new JwtIssuerValidator(settings.issuer()), new JwtAudienceValidator(AUDIENCE)));
    }

    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        Authentication operator = operator(holder.getRequest());
        return operator == null ? SecurityContextHolder.createEmptyContext() : new SecurityContextImpl(operator);
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof UsernamePasswordAuthenticationToken operator) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(NAME, token(operator.getName()))
                            .path("/oauth2")
                            .httpOnly(true)
                            .secure(request.isSecure())
                            .sameSite("Lax")
                            .maxAge(LIFE)
                            .build()
                            .toString());
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return operator(request) != null;
    }

    private String token(String operator) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(settings.issuer())
                .subject(operator)
                .audience(List.of(AUDIENCE))
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .build();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    private @Nullable Authentication operator(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        if (cookie == null) {
            return null;
        }
        try {
            return UsernamePasswordAuthenticationToken.authenticated(
                    String.valueOf(decoder.decode(cookie.getValue()).getSubject()),
                    null,
                    AuthorityUtils.createAuthorityList("ROLE_OPERATOR"));
        } catch (JwtException expired) {
            // as good as no cookie: the page asks again
            return null;
        }
    }
}
