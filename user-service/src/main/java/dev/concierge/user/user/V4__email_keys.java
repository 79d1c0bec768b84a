package dev.concierge.user.user;

import dev.concierge.platform.address.EmailAddress;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Gives addresses beyond ASCII the key that their guests are found by: no SQL knows punycode. Flyway reads the name. */
final class V4__email_keys extends BaseJavaMigration {
    private static final Logger log = LoggerFactory.getLogger(V4__email_keys.class);

    @Override
    public void migrate(Context context) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
        Map<String, String> beyondAscii = jdbc
                .sql("SELECT user_id::text, email FROM users WHERE email ~ '[^[:ascii:]]'")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        beyondAscii.forEach((userId, email) -> {
            try {
                int changed = jdbc.sql("""
                                UPDATE users SET email_key = :key WHERE user_id = :id::uuid
                                AND NOT EXISTS (SELECT 1 FROM users WHERE email_key = :key AND user_id <> :id::uuid)
                                """)
                        .param("key", EmailAddress.of(email).key())
                        .param("id", userId)
                        .update();
                if (changed == 0) {
                    log.warn("Guest {} has the mailbox of another guest under another writing", userId);
                }
            } catch (IllegalArgumentException noAddress) {
                log.warn("Guest {} has an address that no mail server takes", userId);
            }
        });
    }
}
