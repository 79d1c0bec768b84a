package dev.concierge.user.token.operator;

import dev.concierge.platform.audit.AuditLog;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.user.token.operator.PasswordLinks.Link;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For admins. */
@RestController
@RequestMapping("/operators")
class OperatorController {
    private static final String NAME = "2 to 64 lower-case letters, digits and . _ - @ +, the first a letter";
    private static final String ROLE = "viewer, operator or admin";

    private final OperatorAccounts accounts;
    private final ChangeOperators change;
    private final SecondFactors secondFactors;
    private final Passwords passwords;
    private final SecondFactorDemand demand;
    private final AuditLog audit;

    OperatorController(
            OperatorAccounts accounts,
            ChangeOperators change,
            SecondFactors secondFactors,
            Passwords passwords,
            SecondFactorDemand demand,
            AuditLog audit) {
        this.accounts = accounts;
        this.change = change;
        this.secondFactors = secondFactors;
        this.passwords = passwords;
        this.demand = demand;
        this.audit = audit;
    }

    /** @param name such as an address; what tokens and the audit log call them */
    record InviteOperator(
            @NotNull(message = NAME)
            @Pattern(regexp = "^[a-z][a-z0-9._@+-]{1,63}$", message = NAME)
            @Schema(example = "sample")
            String name,

            @NotNull(message = ROLE) OperatorRole role) {}

    record ChangeRole(@NotNull(message = ROLE) OperatorRole role) {}

    /**
     * @param link sets a password once; it is shown here and never again. Absent where the password is a file
     * @param linkUntil when the link is over
     */
    record OperatorLinkView(
            OperatorView operator,
            @Nullable URI link,
            @Nullable Instant linkUntil) {}

    @GetMapping
    @Operation(summary = "Lists operators by name")
    Page<OperatorView> listOperators(PageRequest page) {
        return Page.of(
                        accounts.list(page.after(Function.identity()), page.limit() + 1),
                        page,
                        account -> Cursor.of(account.name()))
                .map(account -> OperatorView.of(account, passwords, demand));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Invites an operator: the answer has the link by which they set their password, once")
    ResponseEntity<OperatorLinkView> invite(@RequestBody @Valid InviteOperator invite, Caller caller) {
        Link link = change.invite(invite.name(), invite.role(), caller.subject());
        writeDown(caller, "invited as " + invite.role().claim(), invite.name());
        return ResponseEntity.created(URI.create("/operators/" + invite.name())).body(shown(link));
    }

    @GetMapping("/{name}")
    @Operation(summary = "An operator")
    OperatorView operator(@PathVariable String name) {
        return OperatorView.of(change.existing(name), passwords, demand);
    }

    @PutMapping("/{name}/role")
    @Operation(summary = "Makes an operator a viewer, an operator or an admin, and ends the tokens they have")
    OperatorView changeRole(@PathVariable String name, @RequestBody @Valid ChangeRole body, Caller caller) {
        change.changeRole(name, body.role());
        writeDown(caller, "made " + body.role().claim(), name);
        return operator(name);
    }

    @PostMapping("/{name}/reset")
    @Operation(summary = "Ends password, sessions and tokens of an operator, and answers a link to set a new password")
    OperatorLinkView reset(@PathVariable String name) {
        return shown(change.reset(name));
    }

    @PostMapping("/{name}/deactivate")
    @Operation(summary = "Keeps an operator out; sessions and tokens end at once")
    OperatorView deactivate(@PathVariable String name) {
        change.deactivate(name);
        return operator(name);
    }

    @PostMapping("/{name}/activate")
    @Operation(summary = "Lets a deactivated operator in again, by a link to set a new password")
    OperatorLinkView activate(@PathVariable String name) {
        return change.activate(name).map(this::shown).orElseGet(() -> new OperatorLinkView(operator(name), null, null));
    }

    @DeleteMapping("/{name}/second-factor")
    @Operation(summary = "Takes another operator's second factor away, whose phone is lost; sessions and tokens end")
    OperatorView resetSecondFactor(@PathVariable String name, Caller caller) {
        change.existing(name);
        if (caller.subject().equals(name)) {
            throw new OperatorFact.OwnSecondFactor(name);
        }
        secondFactors.reset(name);
        return operator(name);
    }

    /** What the request's own rows do not say. */
    private void writeDown(Caller caller, String what, String name) {
        audit.add(new AuditLog.Entry(caller.keyspace(), "operator", what, "/operators/" + name, "done", ""));
    }

    private OperatorLinkView shown(Link link) {
        return new OperatorLinkView(operator(link.name()), link.link(), link.until());
    }
}
