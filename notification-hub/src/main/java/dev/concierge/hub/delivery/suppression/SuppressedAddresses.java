package dev.concierge.hub.delivery.suppression;

import dev.concierge.hub.delivery.consent.ConsentLinks;
import dev.concierge.platform.address.EmailAddress;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Addresses that nobody here may write to, whoever has them. Kept as keyed hashes, so that they name nobody. */
public class SuppressedAddresses {
    private final JdbcClient jdbc;
    private final ConsentLinks links;

    SuppressedAddresses(JdbcClient jdbc, ConsentLinks links) {
        this.jdbc = jdbc;
        this.links = links;
    }

    /** What was said of an address; the latest word stays. */
    record Suppression(EmailAddress address, String reason, Instant at) {}

    void add(List<Suppression> suppressions, Instant importedAt) {
        jdbc.sql("""
                        INSERT INTO suppressed_address (address_hash, reason, said_at, imported_at)
                        SELECT DISTINCT ON (hash) hash, reason, said_at, :importedAt
                        FROM unnest(:hashes::bytea[], :reasons::text[], :times::timestamptz[]) AS said (hash, reason, said_at)
                        ORDER BY hash, said_at DESC
                        ON CONFLICT (address_hash) DO UPDATE SET reason = excluded.reason, said_at = excluded.said_at
                        WHERE suppressed_address.said_at < excluded.said_at""")
                .param("importedAt", Timestamp.from(importedAt))
                .param(
                        "hashes",
                        suppressions.stream()
                                .map(one -> links.pseudonym(one.address().key()))
                                .toArray(byte[][]::new))
                .param("reasons", suppressions.stream().map(Suppression::reason).toArray(String[]::new))
                .param(
                        "times",
                        suppressions.stream()
                                .map(one -> Timestamp.from(one.at()))
                                .toArray(Timestamp[]::new))
                .update();
    }

    boolean remove(EmailAddress address) {
        return jdbc.sql("DELETE FROM suppressed_address WHERE address_hash = ?")
                        .param(links.pseudonym(address.key()))
                        .update()
                == 1;
    }

    /** The reasons of those among these addresses that are suppressed, by the address as given. */
    public Map<String, String> among(Collection<String> addresses) {
        Map<String, String> byHash = new HashMap<>();
        addresses.forEach(address ->
                hash(address).ifPresent(hash -> byHash.put(HexFormat.of().formatHex(hash), address)));
        if (byHash.isEmpty()) {
            return Map.of();
        }
        Map<String, String> found = new HashMap<>();
        jdbc.sql("SELECT address_hash, reason FROM suppressed_address WHERE address_hash = ANY (:hashes::bytea[])")
                .param(
                        "hashes",
                        byHash.keySet().stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new))
                .query(row -> {
                    String address = byHash.get(HexFormat.of().formatHex(row.getBytes("address_hash")));
                    if (address != null) {
                        found.put(address, row.getString("reason"));
                    }
                });
        return found;
    }

    private Optional<byte[]> hash(String address) {
        try {
            return Optional.of(links.pseudonym(EmailAddress.of(address).key()));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
