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

    public static final String EXPECTED = "at least " + FEWEST + " characters, at most " + MOST_BYTES + " bytes";

    private static final Logger log = LoggerFactory.getLogger(Passwords.class);

    private final BCryptPasswordEncoder slow = new BCryptPasswordEncoder();
    private final IssueLimit limit;
    private final @Nullable String inFile;

    Passwords(SecretFiles secrets, IssueLimit passwordLimit) {
        this.limit = passwordLimit;
        Optional<String> file = secrets.read("operator-password");
        file.filter(password -> !counts(password)).ifPresent(password -> {
            throw new IllegalStateException("operator-password: " + said(password));
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
     * @throws InvalidInput where it does not count; without the password
     */
    public String hashed(String pointer, String password, String caller) {
        if (!counts(password)) {
            throw new InvalidInput(pointer, password.length() + " characters", EXPECTED);
        }
        return limit.within(caller, () -> String.valueOf(slow.encode(password)));
    }

    boolean isRight(OperatorAccount account, String password, String caller) {
        String hash = of(account);
        return hash != null && limit.within(caller, () -> slow.matches(password, hash));
    }

    /** What is wrong with a password that does not count. */
    public static Optional<String> fault(String password) {
        return counts(password) ? Optional.empty() : Optional.of(said(password));
    }

    private static boolean counts(String password) {
        return password.length() >= FEWEST && password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    private static String said(String password) {
        return password.length() + " characters (expected: " + EXPECTED + ")";
    }
}
