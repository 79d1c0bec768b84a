package dev.concierge.user.token.server;

import com.nimbusds.jwt.JWTParser;
import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.user.token.revocation.RevocationList;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The access tokens that operators got by codes; client credentials leave nothing in the table. */
@Component
class OperatorTokens {
    private final JdbcClient jdbc;
    private final RevocationList revoked;
    private final Clock clock;

    OperatorTokens(JdbcClient jdbc, RevocationList revoked, Clock clock) {
        this.jdbc = jdbc;
        this.revoked = revoked;
        this.clock = clock;
    }

    private record Issued(@Nullable String token, @Nullable OffsetDateTime expiresAt) {}

    /** With the codes that nobody has redeemed yet. A browser that is still signed in gets a new one by itself. */
    @Transactional
    public void endAllOf(String operator) {
        List<Issued> issued = jdbc.sql("""
                        DELETE FROM oauth2_authorization WHERE principal_name = ?
                        RETURNING access_token_value, access_token_expires_at
                        """)
                .param(operator)
                .query((row, _) -> new Issued(
                        row.getString("access_token_value"),
                        row.getObject("access_token_expires_at", OffsetDateTime.class)))
                .list();
        for (Issued each : issued) {
            if (each.token() != null && each.expiresAt() != null) {
                end(each.token(), each.expiresAt().toInstant());
            }
        }
    }

    /**
     * Whether the authorization may have this token: it was not ended meanwhile, and no other was given for it. Two who redeem
     * one code at once have one of them a copy of it, and neither keeps a token.
     */
    @Transactional
    public boolean isFirst(String authorizationId, String token) {
        Optional<Issued> known = jdbc.sql("""
                        SELECT access_token_value, access_token_expires_at FROM oauth2_authorization WHERE id = ? FOR UPDATE
                        """)
                .param(authorizationId)
                .query((row, _) -> new Issued(
                        row.getString("access_token_value"),
                        row.getObject("access_token_expires_at", OffsetDateTime.class)))
                .optional();
        if (known.isEmpty()) {
            return false;
        }
        Issued before = known.get();
        if (before.token() == null
                || before.expiresAt() == null
                || before.token().equals(token)) {
            return true;
        }
        end(before.token(), before.expiresAt().toInstant());
        return false;
    }

    void end(String token, Instant expiresAt) {
        if (clock.instant().isBefore(expiresAt)) {
            revoked.add(TokenMarks.ofToken(id(token)), expiresAt);
        }
    }

    private static String id(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getJWTID();
        } catch (ParseException notOurs) {
            throw new IllegalStateException("an access token in the database is no JWT", notOurs);
        }
    }
}
