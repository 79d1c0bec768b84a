package dev.concierge.user.token.server;

import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.operator.PasswordLinks;
import dev.concierge.user.token.operator.Passwords;
import dev.concierge.user.token.operator.SecondFactors.Offered;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The pages on which operators sign in and out, and set a password by the link they were given. */
@Component
class SignInPage {
    static final String PATH = "/oauth2/sign-in";
    /** A name and a password, wherever Spring Security takes them: it reads a path with its escapes resolved. */
    static final RequestMatcher GIVEN = PathPatternRequestMatcher.pathPattern(HttpMethod.POST, PATH);

    static final String SIGN_OUT = "/oauth2/sign-out";

    /** For operators of whom a second factor is demanded and who have none. */
    static final String SECOND_FACTOR = "/oauth2/second-factor";

    static final String EVERYWHERE = "everywhere";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Concierge: %1$s</title></head>
            <body>
            <main>
            <h1>Concierge</h1>
            %2$s
            %3$s
            </main>
            </body>
            </html>
            """;
    private static final String FORM = """
            <form method="post" action="%1$s">
            %2$s
            <input type="hidden" name="%3$s" value="%4$s">
            <p><button>%5$s</button></p>
            </form>""";
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

    private static final String FIRST_FACTOR = """
            <p>Your role asks for a second factor. Take a picture of this with an authenticator app, <a href="%1$s">open it in one here</a>, or type the secret into it. It is not shown again.</p>
            %2$s
            <p>Secret: <code>%3$s</code></p>
            <input type="hidden" name="offered" value="%4$s">
            <p><label>The code that the app shows <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required autofocus></label></p>""";
    private static final String RECOVERY = """
            <p role="status">It counts from now on. Keep these codes where your phone is not: each is good once in place of a code. They are not shown again.</p>
            <ul>%1$s</ul>
            <p><a href="%2$s">Go on</a></p>""";

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

    void writeSecondFactor(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            Offered offered,
            String message)
            throws IOException {
        String fields = FIRST_FACTOR.formatted(
                HtmlUtils.htmlEscape(offered.uri().toString()),
                QrCode.svg(offered.uri().toString(), "What the app reads; the secret below says the same"),
                offered.secret().replaceAll("(.{4})(?=.)", "$1 "),
                offered.sealed());
        write(request, response, status, "Confirm", SECOND_FACTOR, fields, message);
    }

    /** @param next where to go on, at this server */
    void writeRecoveryCodes(HttpServletRequest request, HttpServletResponse response, List<String> codes, String next)
            throws IOException {
        String list =
                codes.stream().map(code -> "<li><code>" + code + "</code></li>").collect(Collectors.joining());
        write(response, HttpStatus.OK, "Recovery codes", "", RECOVERY.formatted(list, HtmlUtils.htmlEscape(next)));
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
        String form =
                FORM.formatted(action, fields, csrf.getParameterName(), HtmlUtils.htmlEscape(csrf.getToken()), what);
        write(response, status, what, message, form);
    }

    private void write(HttpServletResponse response, HttpStatus status, String what, String message, String content)
            throws IOException {
        String alert = message.isEmpty() ? "" : "<p role=\"alert\">" + HtmlUtils.htmlEscape(message) + "</p>";
        response.setStatus(status.value());
        response.setHeader("Content-Security-Policy", policy);
        // an address may have the secret of a link; without any referrer forms would be sent as of another origin
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentType("text/html;charset=utf-8");
        response.getWriter().write(PAGE.formatted(what, alert, content));
    }
}
