package dev.concierge.user.token.server;

import dev.concierge.platform.audit.AuditLog;
import dev.concierge.platform.web.ClientAddress;
import dev.concierge.user.token.GeneratedSecret;
import dev.concierge.user.token.operator.ChangeOperators;
import dev.concierge.user.token.operator.OperatorAccount;
import dev.concierge.user.token.operator.OperatorAccounts;
import dev.concierge.user.token.operator.PasswordLinks;
import dev.concierge.user.token.operator.Passwords;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the link of an invitation or a reset leads. Looking at the page uses nothing up: mail filters look at links. */
@Hidden
@RestController
class PasswordController {
    private static final String INCOMPLETE =
            "This address has no link in it (?link=). Open the whole one you were given.";
    private static final String OVER = "This link was used or is too old. Ask an admin for another.";

    private final OperatorAccounts accounts;
    private final ChangeOperators change;
    private final Passwords passwords;
    private final SignInPage page;
    private final AuditLog audit;

    PasswordController(
            OperatorAccounts accounts, ChangeOperators change, Passwords passwords, SignInPage page, AuditLog audit) {
        this.accounts = accounts;
        this.change = change;
        this.passwords = passwords;
        this.page = page;
        this.audit = audit;
    }

    @GetMapping(PasswordLinks.PATH)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String link = parameter(request, "link");
        if (link.isEmpty()) {
            page.write(request, response, HttpStatus.BAD_REQUEST, INCOMPLETE);
            return;
        }
        Optional<OperatorAccount> account = accounts.byLink(GeneratedSecret.digest(link));
        if (account.isEmpty()) {
            page.write(request, response, HttpStatus.NOT_FOUND, OVER);
            return;
        }
        page.writePassword(request, response, HttpStatus.OK, link, account.get().name(), "");
    }

    @PostMapping(PasswordLinks.PATH)
    void set(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String link = parameter(request, "link");
        String password = parameter(request, "password");
        Optional<OperatorAccount> account = accounts.byLink(GeneratedSecret.digest(link));
        Optional<String> fault = account.flatMap(known -> Passwords.fault(password, known.name()));
        if (account.isPresent() && fault.isPresent()) {
            page.writePassword(
                    request,
                    response,
                    HttpStatus.BAD_REQUEST,
                    link,
                    account.get().name(),
                    "Password: " + fault.get());
            return;
        }
        ClientAddress from = new ClientAddress(request.getRemoteAddr());
        Optional<String> operator = account.flatMap(
                known -> change.setPassword(link, passwords.hashed("/password", password, known.name(), from.share())));
        if (operator.isEmpty()) {
            page.write(request, response, HttpStatus.NOT_FOUND, OVER);
            return;
        }
        audit.add(new AuditLog.Entry(operator.get(), "operator", "set password", "from " + from.full(), "done", ""));
        page.write(request, response, HttpStatus.OK, "The password of " + operator.get() + " is set. Sign in with it.");
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
    }
}
