package dev.concierge.user.token.server;

import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.operator.PasswordLinks;
import dev.concierge.user.token.operator.Passwords;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The pages on which operators sign in and out, and set a password by the link they were given. */
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
            <p><label>Name <input name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus></label></p>
            <p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
            <p><label>Code <input name="code" autocomplete="one-time-code" spellcheck="false" aria-describedby="code"></label>
            <span id="code">if you set up a second factor; or a recovery code</span></p>""";
    private static final String NEW_PASSWORD = """
            <input type="hidden" name="link" value="%1$s">
            <input type="hidden" name="username" value="%2$s" autocomplete="username">
            <p><label>Password of %2$s <input name="password" type="password" autocomplete="new-password" minlength="%3$d" required autofocus aria-describedby="rule"></label>
            <span id="rule">%4$s</span></p>""";

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

    /** @param link as it was given, not used up */
    void writePassword(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String link,
            String operator,
            String message)
            throws IOException {
        String fields = NEW_PASSWORD.formatted(
                HtmlUtils.htmlEscape(link), HtmlUtils.htmlEscape(operator), Passwords.FEWEST, Passwords.EXPECTED);
        write(request, response, status, "Set the password", PasswordLinks.PATH, fields, message);
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
        // an address may have the secret of a link; without any referrer forms would be sent as of another origin
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentType("text/html;charset=utf-8");
        response.getWriter()
                .write(PAGE.formatted(
                        what, alert, action, fields, csrf.getParameterName(), HtmlUtils.htmlEscape(csrf.getToken())));
    }
}
