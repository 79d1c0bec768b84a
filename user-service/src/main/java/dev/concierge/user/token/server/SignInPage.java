package dev.concierge.user.token.server;

import dev.concierge.user.token.IssuerSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The page on which operators sign in, and the one on which they sign out. */
@Component
class SignInPage {
    static final String PATH = "/oauth2/sign-in";
    static final String SIGN_OUT = "/oauth2/sign-out";

    static final String EVERYWHERE = "everywhere";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Concierge: %1$s</title></head>
            <body>
            <main>
            <h1>Concierge</h1>
            %2$s
            <form method="post" action="%3$s">
            %4$s
            <input type="hidden" name="%5$s" value="%6$s">
            <p><button>%1$s</button></p>
            </form>
            </main>
            </body>
            </html>
            """;
    private static final String WHERE = """
            <p><label><input name="everywhere" type="checkbox"> in every browser</label></p>""";
    private static final String CREDENTIALS = """
            <p><label>Name <input name="username" value="operator" autocomplete="username" required></label></p>
            <p><label>Password <input name="password" type="password" autocomplete="current-password" required autofocus></label></p>""";

    private final String policy;

    SignInPage(IssuerSettings settings) {
        // browsers hold the redirects after a form to form-action too, and the last one leads back to the dashboard
        String dashboards = settings.dashboards().stream().map(URI::toString).collect(Collectors.joining(" "));
        this.policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self' " + dashboards;
    }

    /** @param message empty for none */
    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String message)
            throws IOException {
        write(request, response, status, "Sign in", PATH, CREDENTIALS, message);
    }

    void writeSignOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, HttpStatus.OK, "Sign out", SIGN_OUT, WHERE, "");
    }

    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String what,
            String action,
            String fields,
            String message)
            throws IOException {
        CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        String alert = message.isEmpty() ? "" : "<p role=\"alert\">" + HtmlUtils.htmlEscape(message) + "</p>";
        response.setStatus(status.value());
        response.setHeader("Content-Security-Policy", policy);
        response.setContentType("text/html;charset=utf-8");
        response.getWriter()
                .write(PAGE.formatted(
                        what, alert, action, fields, csrf.getParameterName(), HtmlUtils.htmlEscape(csrf.getToken())));
    }
}
