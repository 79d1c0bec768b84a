package dev.concierge.user.token.server;

import dev.concierge.platform.audit.AuditLog;
import dev.concierge.platform.audit.AuditLog.Entry;
import dev.concierge.platform.web.ClientAddress;
import dev.concierge.user.token.operator.OperatorAccount;
import dev.concierge.user.token.operator.SignInAttempts;
import dev.concierge.user.token.operator.SignInAttempts.By;
import dev.concierge.user.token.operator.SignInAttempts.Key;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Before and after a password and its code: no attempt while the last ones make it wait, and where to go next. */
@Component
class SignInGuard implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
    private final SignInAttempts attempts;
    private final OperatorSessions sessions;
    private final SignInPage page;
    private final AuditLog audit;
    private final RequestCache asked = new CookieRequestCache();

    SignInGuard(SignInAttempts attempts, OperatorSessions sessions, SignInPage page, AuditLog audit) {
        this.attempts = attempts;
        this.sessions = sessions;
        this.page = page;
        this.audit = audit;
    }

    RequestCache requestCache() {
        return asked;
    }

    OncePerRequestFilter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return !SignInPage.GIVEN.matches(request);
            }

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                Optional<Duration> wait = attempts.begin(keys(request));
                if (wait.isEmpty()) {
                    chain.doFilter(request, response);
                    return;
                }
                mustWait(request, response, wait.get());
            }
        };
    }

    private void mustWait(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException {
        long seconds = wait.plusMillis(999).toSeconds();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        page.write(
                request, response, HttpStatus.TOO_MANY_REQUESTS, "Too many attempts. Try again in " + seconds + " s.");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication known) {
        attempts.succeeded(keys(request));
        audit.add(entry(request, known.getName(), "signed in"));
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(HttpHeaders.LOCATION, next(request, response));
    }

    /** Where the browser wanted to go before it was asked who it is. */
    String next(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest before = asked.getRequest(request, response);
        asked.removeRequest(request, response);
        return before == null ? "/" : ofThisServer(before.getRedirectUrl());
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException wrong)
            throws IOException {
        if (wrong instanceof Operators.CodeRefused code) {
            audit.add(entry(request, code.operator(), "code refused"));
            if (code.waiting().isPositive()) {
                mustWait(request, response, code.waiting());
                return;
            }
        } else {
            audit.add(entry(request, "unknown", "refused"));
        }
        page.write(request, response, HttpStatus.UNAUTHORIZED, "Name, password or code is wrong.");
    }

    private static ClientAddress address(HttpServletRequest request) {
        return new ClientAddress(request.getRemoteAddr());
    }

    /** Under no name that was only typed: it may be a password, in the wrong field. */
    private static Entry entry(HttpServletRequest request, String actor, String outcome) {
        return new Entry(
                actor, "operator", "sign in", "from " + address(request).full(), outcome, "");
    }

    private List<Key> keys(HttpServletRequest request) {
        String account = OperatorAccount.nameOf(Objects.requireNonNullElse(request.getParameter("username"), ""));
        return SignInCookie.secret(request)
                .flatMap(secret -> sessions.before(account, secret))
                .map(session -> List.of(By.BROWSER.key(session.toString())))
                .orElseGet(() -> List.of(By.ADDRESS.key(address(request).share()), By.ACCOUNT.key(account)));
    }

    /** Path and query alone: a host would be whichever the request named. */
    private static String ofThisServer(String url) {
        URI uri = URI.create(url);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
