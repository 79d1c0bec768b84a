package dev.concierge.user.token.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Shows people the page to sign in, or the one with what is missing; tells programs what RFC 6749 says when there are no credentials. */
final class NotSignedIn implements AuthenticationEntryPoint {
    private final SignInCookie cookie;

    NotSignedIn(SignInCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
            throws IOException {
        if (SignInCookie.AUTHORIZE.matches(request)) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            boolean isHalfWay = cookie.settingUp(request).isPresent();
            // without a host, which would be whichever the request named
            response.setHeader("Location", isHalfWay ? SignInPage.SECOND_FACTOR : SignInPage.PATH);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Basic");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"error\":\"invalid_client\"}");
    }
}
