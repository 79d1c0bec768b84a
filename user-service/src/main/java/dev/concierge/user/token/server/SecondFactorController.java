package dev.concierge.user.token.server;

import dev.concierge.platform.audit.AuditLog;
import dev.concierge.platform.web.ClientAddress;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where operators set up the second factor that is demanded of them, after the password and before the first code. What is
 * offered is bound to their session and kept on the page alone, so that nobody else who knows the password sees it.
 */
@Hidden
@RestController
class SecondFactorController {
    private final SignInCookie cookie;
    private final SetUpSecondFactor setUp;
    private final SignInPage page;
    private final SignInGuard guard;
    private final AuditLog audit;

    SecondFactorController(
            SignInCookie cookie, SetUpSecondFactor setUp, SignInPage page, SignInGuard guard, AuditLog audit) {
        this.cookie = cookie;
        this.setUp = setUp;
        this.page = page;
        this.guard = guard;
        this.audit = audit;
    }

    @GetMapping(SignInPage.SECOND_FACTOR)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<OperatorSessions.SignedIn> who = cookie.settingUp(request);
        if (who.isEmpty()) {
            toSignIn(response);
            return;
        }
        page.writeSecondFactor(request, response, HttpStatus.OK, setUp.offer(who.get(), ""), "");
    }

    @PostMapping(SignInPage.SECOND_FACTOR)
    void confirm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<OperatorSessions.SignedIn> who = cookie.settingUp(request);
        if (who.isEmpty()) {
            toSignIn(response);
            return;
        }
        OperatorSessions.SignedIn known = who.get();
        String sealed = parameter(request, "offered");
        Optional<List<String>> recovery = setUp.confirm(known, sealed, parameter(request, "code"));
        if (recovery.isEmpty()) {
            page.writeSecondFactor(
                    request,
                    response,
                    HttpStatus.BAD_REQUEST,
                    setUp.offer(known, sealed),
                    "This is not the code that the app shows now.");
            return;
        }
        String from = new ClientAddress(request.getRemoteAddr()).full();
        audit.add(new AuditLog.Entry(known.operator(), "operator", "set up second factor", "from " + from, "done", ""));
        page.writeRecoveryCodes(request, response, recovery.get(), guard.next(request, response));
    }

    private static void toSignIn(HttpServletResponse response) {
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(HttpHeaders.LOCATION, SignInPage.PATH);
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
    }
}
