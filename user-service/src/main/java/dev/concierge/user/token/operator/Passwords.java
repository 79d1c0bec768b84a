package dev.concierge.user.token.operator;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.user.token.IssueLimit;
import dev.concierge.user.token.SecretFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Which passwords count, and their slow hashes; that of {@code operator} is the file {@code operator-password}. */
@Component
public class Passwords {
    public static final int FEWEST = 15;

    /** More bcrypt does not look at. */
    public static final int MOST_BYTES = 72;

    public static final String EXPECTED =
            "at least " + FEWEST + " characters, at most " + MOST_BYTES + " bytes, not what others use";

    private static final Logger log = LoggerFactory.getLogger(Passwords.class);
    private static final GuessedPasswords GUESSED = new GuessedPasswords();

    private final BCryptPasswordEncoder slow = new BCryptPasswordEncoder();
    private final IssueLimit limit;
    private final @Nullable String inFile;

    Passwords(SecretFiles secrets, IssueLimit passwordLimit) {
        this.limit = passwordLimit;
        Optional<String> file = secrets.read("operator-password");
        file.flatMap(password -> fault(password, OperatorAccount.BUILT_IN)).ifPresent(fault -> {
            throw new IllegalStateException("operator-password: " + fault);
        });
        if (file.isEmpty()) {
            log.warn("No file operator-password in the secrets folder; operator cannot sign in on the page.");
        }
        this.inFile = file.map(slow::encode).orElse(null);
    }

    public PasswordEncoder slow() {
        return slow;
    }

    /** Its hash, wherever it is; null for none. */
    public @Nullable String of(OperatorAccount account) {
        return account.isBuiltIn() ? inFile : account.password();
    }

    /**
     * @param pointer of the field
     * @param operator whose it will be
     * @throws InvalidInput where it does not count; without the password
     */
    public String hashed(String pointer, String password, String operator, String caller) {
        faultIn(password, operator).ifPresent(what -> {
            throw new InvalidInput(pointer, what, EXPECTED);
        });
        return limit.within(caller, () -> String.valueOf(slow.encode(password)));
    }

    boolean isRight(OperatorAccount account, String password, String caller) {
        String hash = of(account);
        return hash != null && limit.within(caller, () -> slow.matches(password, hash));
    }

    /**
     * What is wrong with a password that does not count.
     *
     * @param operator whose it would be
     */
    public static Optional<String> fault(String password, String operator) {
        return faultIn(password, operator).map(what -> what + " (expected: " + EXPECTED + ")");
    }

    private static Optional<String> faultIn(String password, String operator) {
        if (password.length() < FEWEST || password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of(password.length() + " characters");
        }
        return GUESSED.holds(password, operator)
                ? Optional.of("one that others use, or made of few of them")
                : Optional.empty();
    }
}
