package dev.concierge.user.token.operator;

import dev.concierge.user.token.GeneratedSecret;
import dev.concierge.user.token.SecretSeal;
import java.net.URI;
import java.nio.BufferUnderflowException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Apps that show codes, and the recovery codes for when they are lost. A code is taken once. */
@Repository
public class SecondFactors {
    /** Long enough to install an app. */
    private static final Duration CONFIRMED_WITHIN = Duration.ofMinutes(10);

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final JdbcClient jdbc;
    private final SecretSeal seal;
    private final SignedInOperators signedIn;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(JdbcClient jdbc, SecretSeal secondFactorSeal, SignedInOperators signedIn, Clock clock) {
        this.jdbc = jdbc;
        this.seal = secondFactorSeal;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    /** Another one, which counts once it is confirmed, in time. */
    Totp begin(String operator) {
        Totp begun = Totp.random(random);
        jdbc.sql("UPDATE operators SET next_second_factor = ?, next_second_factor_until = ? WHERE name = ?")
                .params(seal.seal(operator, begun.secret()), now().plus(CONFIRMED_WITHIN), operator)
                .update();
        return begun;
    }

    /** From now on it is the operator's only one; its recovery codes. */
    @Transactional
    List<String> confirm(String operator, String code) {
        Totp begun = begun(operator).orElseThrow(() -> new OperatorFact.NothingToConfirm(operator));
        long step = begun.stepOf(code, clock.instant()).orElseThrow(OperatorFact.WrongCode::new);
        jdbc.sql("""
                        UPDATE operators
                        SET second_factor = next_second_factor, next_second_factor = NULL, second_factor_step = ?
                        WHERE name = ?
                        """).params(step, operator).update();
        return newRecoveryCodes(operator);
    }

    /** One that nothing is kept of yet: whoever is asked to set it up at a sign-in brings it back with its first code. */
    public Offered offer(String operator, String bound) {
        Totp totp = Totp.random(random);
        return offered(operator, bound, totp);
    }

    /**
     * @param sealed what the page brings back, good with the same bound alone
     * @param secret for apps that take no picture
     * @param uri what a QR code says
     */
    public record Offered(String sealed, String secret, URI uri) {}

    /** The same once more, after a code that was not right; empty for what was never offered so. */
    public Optional<Offered> again(String operator, String bound, String sealed) {
        return opened(operator, bound, sealed).map(totp -> offered(operator, bound, totp));
    }

    /**
     * The first one of an operator, with the recovery codes; empty where the code is not right, where it was not offered so,
     * or where there is one by now, which nothing offered before takes the place of.
     *
     * @param bound what it was offered under
     */
    @Transactional
    public Optional<List<String>> accept(String operator, String bound, String sealed, String code) {
        Optional<Totp> totp = opened(operator, bound, sealed);
        OptionalLong step =
                totp.map(each -> each.stepOf(code.strip(), clock.instant())).orElse(OptionalLong.empty());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        int set = jdbc.sql("""
                        UPDATE operators SET second_factor = ?, next_second_factor = NULL, second_factor_step = ?
                        WHERE name = ? AND second_factor IS NULL
                        """)
                .params(seal.seal(operator, totp.orElseThrow().secret()), step.getAsLong(), operator)
                .update();
        return set == 1 ? Optional.of(newRecoveryCodes(operator)) : Optional.empty();
    }

    private Offered offered(String operator, String bound, Totp totp) {
        byte[] sealed = seal.seal(operator + " " + bound, totp.secret());
        return new Offered(
                Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), totp.text(), totp.uri(operator));
    }

    private Optional<Totp> opened(String operator, String bound, String sealed) {
        try {
            return Optional.of(new Totp(
                    seal.open(operator + " " + bound, Base64.getUrlDecoder().decode(sealed))));
        } catch (IllegalArgumentException | IllegalStateException | BufferUnderflowException notOffered) {
            return Optional.empty();
        }
    }

    private List<String> newRecoveryCodes(String operator) {
        forgetRecoveryCodes(operator);
        List<String> codes =
                Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
        codes.forEach(each -> jdbc.sql("INSERT INTO operator_recovery_codes (operator, code) VALUES (?, ?)")
                .params(operator, GeneratedSecret.digest(plain(each)))
                .update());
        return codes;
    }

    /** Whether a code is right; it is used up then. */
    boolean accepts(String operator, String code) {
        return isShown(operator, code.strip()) || isRecovery(operator, plain(code));
    }

    int recoveryCodesLeft(String operator) {
        return jdbc.sql("SELECT count(*) FROM operator_recovery_codes WHERE operator = ?")
                .param(operator)
                .query(Integer.class)
                .single();
    }

    @Transactional
    void reset(String operator) {
        jdbc.sql("UPDATE operators SET second_factor = NULL, next_second_factor = NULL WHERE name = ?")
                .param(operator)
                .update();
        forgetRecoveryCodes(operator);
        signedIn.endAllOf(operator);
    }

    private boolean isShown(String operator, String code) {
        OptionalLong step = confirmed(operator)
                .map(totp -> totp.stepOf(code, clock.instant()))
                .orElse(OptionalLong.empty());
        return step.isPresent()
                && jdbc.sql("UPDATE operators SET second_factor_step = :step"
                                        + " WHERE name = :name AND second_factor_step < :step")
                                .param("step", step.getAsLong())
                                .param("name", operator)
                                .update()
                        == 1;
    }

    private boolean isRecovery(String operator, String code) {
        return jdbc.sql("DELETE FROM operator_recovery_codes WHERE operator = ? AND code = ?")
                        .params(operator, GeneratedSecret.digest(code))
                        .update()
                == 1;
    }

    private void forgetRecoveryCodes(String operator) {
        jdbc.sql("DELETE FROM operator_recovery_codes WHERE operator = ?")
                .param(operator)
                .update();
    }

    private Optional<Totp> begun(String operator) {
        return jdbc.sql("""
                        SELECT next_second_factor FROM operators
                        WHERE name = ? AND next_second_factor IS NOT NULL AND next_second_factor_until > ? FOR UPDATE
                        """).params(operator, now()).query(sealed(operator)).optional();
    }

    private Optional<Totp> confirmed(String operator) {
        return jdbc.sql("SELECT second_factor FROM operators WHERE name = ? AND second_factor IS NOT NULL FOR UPDATE")
                .param(operator)
                .query(sealed(operator))
                .optional();
    }

    private RowMapper<Totp> sealed(String operator) {
        return (row, _) -> new Totp(seal.open(operator, row.getBytes(1)));
    }

    /** 80 bits, in groups that people can copy. */
    private String recoveryCode() {
        byte[] bytes = new byte[RECOVERY_BYTES];
        random.nextBytes(bytes);
        return Totp.base32(bytes).replaceAll("(.{4})(?=.)", "$1-");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String plain(@Nullable String typed) {
        return String.valueOf(typed).replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
    }
}
