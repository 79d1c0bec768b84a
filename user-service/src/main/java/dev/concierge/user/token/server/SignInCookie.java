package dev.concierge.user.token.server;

import dev.concierge.user.token.operator.OperatorAccounts;
import dev.concierge.user.token.operator.SecondFactorDemand;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** A browser's side of {@link OperatorSessions}; good for nothing but getting authorization codes. */
@Component
class SignInCookie implements SecurityContextRepository, LogoutHandler {
    private static final String NAME = "concierge-sign-in";

    /** Longer than any session: it also shows that an operator signed in with this browser before. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** How long after the password a second factor may be set up without giving it again. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** As the filters behind read a path: with escapes of letters, too. */
    static final RequestMatcher AUTHORIZE = PathPatternRequestMatcher.pathPattern("/oauth2/authorize");

    private final OperatorSessions sessions;
    private final OperatorAccounts accounts;
    private final SecondFactorDemand demand;
    private final Clock clock;

    SignInCookie(OperatorSessions sessions, OperatorAccounts accounts, SecondFactorDemand demand, Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.demand = demand;
        this.clock = clock;
    }

    /** Whoever lacks a second factor that is demanded is not signed in yet. */
    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return secret(holder.getRequest())
                .flatMap(sessions::operator)
                .filter(known -> !lacksSecondFactor(known))
                .<SecurityContext>map(known -> new SecurityContextImpl(authentication(known)))
                .orElseGet(SecurityContextHolder::createEmptyContext);
    }

    /** Who gave their password a moment ago and has yet to set up what is demanded of their role. */
    Optional<OperatorSessions.SignedIn> settingUp(HttpServletRequest request) {
        return secret(request)
                .flatMap(sessions::operator)
                .filter(known -> clock.instant().isBefore(known.at().plus(FRESH)))
                .filter(this::lacksSecondFactor);
    }

    private boolean lacksSecondFactor(OperatorSessions.SignedIn known) {
        return accounts.active(known.operator()).filter(demand::isUnmet).isPresent();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof UsernamePasswordAuthenticationToken operator) {
            secret(request).ifPresent(sessions::end);
            give(request, response, sessions.begin(operator.getName()), KEPT);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return secret(request).flatMap(sessions::operator).isPresent();
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication operator) {
        boolean everywhere = request.getParameter(SignInPage.EVERYWHERE) != null;
        secret(request).ifPresent(secret -> sessions.signOut(secret, everywhere));
        give(request, response, "", Duration.ZERO);
    }

    static Optional<String> secret(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(Cookie::getValue);
    }

    /** With the time of the password, which an OpenID token tells as {@code auth_time}. */
    private static Authentication authentication(OperatorSessions.SignedIn known) {
        return UsernamePasswordAuthenticationToken.authenticated(
                known.operator(),
                null,
                List.of(
                        new SimpleGrantedAuthority("ROLE_OPERATOR"),
                        FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                                .issuedAt(known.at())
                                .build()));
    }

    private static void give(HttpServletRequest request, HttpServletResponse response, String secret, Duration kept) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, secret)
                        .path("/oauth2")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .maxAge(kept)
                        .build()
                        .toString());
    }

    /** Uses the secret up with each code that is asked for. */
    OncePerRequestFilter rotation() {
        return new OncePerRequestFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return !AUTHORIZE.matches(request);
            }

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                secret(request).flatMap(sessions::rotate).ifPresent(next -> give(request, response, next, KEPT));
                chain.doFilter(request, response);
            }
        };
    }
}
