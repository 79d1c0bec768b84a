package dev.concierge.user.token.operator;

import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators, viewers included, see and change of themselves. */
@RestController
@RequestMapping("/operators/me")
class OwnAccountController {
    private static final String CODE = "six digits, or a recovery code";
    private static final String TYPED = "^[^\\u0000]*$";
    private static final String NO_NUL = "no NUL character";

    private final OperatorAccounts accounts;
    private final ChangeOperators change;
    private final ProveOwner prove;
    private final SecondFactors secondFactors;
    private final Passwords passwords;
    private final SecondFactorDemand demand;

    OwnAccountController(
            OperatorAccounts accounts,
            ChangeOperators change,
            ProveOwner prove,
            SecondFactors secondFactors,
            Passwords passwords,
            SecondFactorDemand demand) {
        this.accounts = accounts;
        this.change = change;
        this.prove = prove;
        this.secondFactors = secondFactors;
        this.passwords = passwords;
        this.demand = demand;
    }

    /** @param recoveryCodes how many are left */
    record OwnAccountView(OperatorView operator, int recoveryCodes) {}

    record ChangePassword(
            @NotNull(message = "the password until now")
            @Size(max = 200, message = "at most 200 characters")
            @Pattern(regexp = TYPED, message = NO_NUL)
            String current,

            @NotNull(message = Passwords.EXPECTED)
            @Size(max = 200, message = Passwords.EXPECTED)
            @Pattern(regexp = TYPED, message = NO_NUL)
            String password) {}

    /**
     * @param password needed where there is no second factor yet
     * @param code of the second factor that there is; needed where there is one
     */
    record BeginSecondFactor(
            @Size(max = 200, message = "at most 200 characters") @Pattern(regexp = TYPED, message = NO_NUL) @Nullable
            String password,

            @Size(max = 40, message = CODE) @Pattern(regexp = "^[A-Za-z0-9 -]*$", message = CODE) @Nullable
            String code) {}

    /**
     * @param secret for apps that take no picture; it is shown here and never again
     * @param uri what a QR code says
     */
    record SecondFactorView(String secret, URI uri) {}

    record ConfirmSecondFactor(
            @NotNull(message = "six digits")
            @Pattern(regexp = "^[0-9]{6}$", message = "six digits")
            @Schema(example = "123456")
            String code) {}

    /** @param recoveryCodes each good once in place of a code; they are shown here and never again */
    record SecondFactorSetView(List<String> recoveryCodes) {}

    @GetMapping
    @Operation(summary = "The account of the operator whose token it is")
    OwnAccountView ownAccount(Caller caller) {
        OperatorAccount account = own(caller);
        return new OwnAccountView(
                OperatorView.of(account, passwords, demand), secondFactors.recoveryCodesLeft(account.name()));
    }

    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Changes one's own password; all sessions and tokens end")
    void changePassword(Caller caller, @RequestBody @Valid ChangePassword body) {
        OperatorAccount account = own(caller);
        if (account.isBuiltIn()) {
            throw new OperatorFact.PasswordInFile(account.name());
        }
        prove.byPassword(account, body.current());
        change.changePassword(
                account.name(), passwords.hashed("/password", body.password(), account.name(), account.name()));
    }

    @PostMapping("/second-factor")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Begins a second factor, or another one: it counts if a code confirms it within ten minutes")
    SecondFactorView beginSecondFactor(Caller caller, @RequestBody @Valid BeginSecondFactor body) {
        OperatorAccount account = own(caller);
        if (account.hasSecondFactor()) {
            prove.byCode(account, Objects.requireNonNullElse(body.code(), ""));
        } else {
            prove.byPassword(account, Objects.requireNonNullElse(body.password(), ""));
        }
        Totp begun = secondFactors.begin(account.name());
        prove.countFirstCodesAnew(account);
        return new SecondFactorView(begun.text(), begun.uri(account.name()));
    }

    @PostMapping("/second-factor/confirmation")
    @Operation(summary = "Confirms the second factor that was begun; from now on a sign-in asks for its codes")
    SecondFactorSetView confirmSecondFactor(Caller caller, @RequestBody @Valid ConfirmSecondFactor body) {
        return new SecondFactorSetView(prove.byFirstCode(own(caller), body.code()));
    }

    private OperatorAccount own(Caller caller) {
        return accounts.active(caller.subject()).orElseThrow(() -> new OperatorFact.NotFound(caller.subject()));
    }
}
