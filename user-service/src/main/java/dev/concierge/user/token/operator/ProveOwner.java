package dev.concierge.user.token.operator;

import dev.concierge.user.token.operator.SignInAttempts.By;
import dev.concierge.user.token.operator.SignInAttempts.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Whether somebody who has the account's token or password already is its owner. Strangers do not get this far, so they keep
 * nobody waiting, and who guesses here waits up to a quarter of an hour. What there is to guess is counted apart: whoever knows
 * the password must not get new guesses at the codes by it.
 */
@Component
public class ProveOwner {
    private final SignInAttempts attempts;
    private final Passwords passwords;
    private final SecondFactors secondFactors;

    ProveOwner(SignInAttempts attempts, Passwords passwords, SecondFactors secondFactors) {
        this.attempts = attempts;
        this.passwords = passwords;
        this.secondFactors = secondFactors;
    }

    /** How it went with a code at a sign-in, after the password. */
    public sealed interface Code {
        record Right() implements Code {}

        record Wrong() implements Code {}

        record TooMany(Duration waiting) implements Code {}
    }

    /** @param code of the second factor, or a recovery code, which is used up */
    public Code code(String operator, String code) {
        return proven(By.CODE.key(operator), () -> secondFactors.accepts(operator, code));
    }

    void byCode(OperatorAccount account, String code) {
        require(code(account.name(), code), new OperatorFact.WrongCode());
    }

    void byPassword(OperatorAccount account, String password) {
        require(
                proven(By.PASSWORD.key(account.name()), () -> passwords.isRight(account, password, account.name())),
                new OperatorFact.WrongPassword());
    }

    /** The recovery codes of the second factor that was begun, which counts from its right first code on. */
    List<String> byFirstCode(OperatorAccount account, String code) {
        List<Key> keys = firstCodes(account);
        attempts.begin(keys).ifPresent(waiting -> {
            throw new OperatorFact.MustWait(waiting);
        });
        List<String> recoveryCodes = secondFactors.confirm(account.name(), code);
        attempts.succeeded(keys);
        return recoveryCodes;
    }

    /** Whoever begins another second factor has proven who they are, and is not kept waiting by guesses at the one before. */
    void countFirstCodesAnew(OperatorAccount account) {
        attempts.succeeded(firstCodes(account));
    }

    private static List<Key> firstCodes(OperatorAccount account) {
        return List.of(By.FIRST_CODE.key(account.name()));
    }

    private Code proven(Key key, BooleanSupplier proof) {
        List<Key> keys = List.of(key);
        Optional<Duration> wait = attempts.begin(keys);
        if (wait.isPresent()) {
            return new Code.TooMany(wait.get());
        }
        if (!proof.getAsBoolean()) {
            return new Code.Wrong();
        }
        attempts.succeeded(keys);
        return new Code.Right();
    }

    private static void require(Code proof, OperatorFact otherwise) {
        switch (proof) {
            case Code.Right _ -> {}
            case Code.Wrong _ -> throw otherwise;
            case Code.TooMany(Duration waiting) -> throw new OperatorFact.MustWait(waiting);
        }
    }
}
