package dev.concierge.user.token.server;

import dev.concierge.user.token.IssuerSettings;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page on which operators sign in. */
@Hidden
@RestController
class SignInController {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Concierge: sign in</title></head>
            <body>
            <main>
            <h1>Concierge</h1>
            %s
            <form method="post" action="/oauth2/sign-in">
            <p><label>Name <input name="username" value="operator" autocomplete="username" required></label></p>
            <p><label>Password <input name="password" type="password" autocomplete="current-password" required autofocus></label></p>
            <input type="hidden" name="%s" value="%s">
            <p><button>Sign in</button></p>
            </form>
            </main>
            </body>
            </html>
            """;

    private final String policy;

    SignInController(IssuerSettings settings) {
        // browsers hold the redirects after a form to form-action too, and the last one leads back to the dashboard
        String dashboards = settings.dashboards().stream().map(URI::toString).collect(Collectors.joining(" "));
        this.policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self' " + dashboards;
    }

    @GetMapping(path = "/oauth2/sign-in", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
        String message = error == null ? "" : "<p role=\"alert\">Name or password is wrong.</p>";
        return ResponseEntity.ok()
                .header("Content-Security-Policy", policy)
                .contentType(MediaType.valueOf("text/html;charset=utf-8"))
                .body(PAGE.formatted(message, csrf.getParameterName(), HtmlUtils.htmlEscape(csrf.getToken())));
    }
}
