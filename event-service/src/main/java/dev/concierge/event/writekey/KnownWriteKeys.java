package dev.concierge.event.writekey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * All write keys in memory, so that ingest asks no database: read again every two seconds, and sooner for a key that is
 * not known, which may have been made a moment ago at another pod.
 */
public class KnownWriteKeys {
    private static final Logger log = LoggerFactory.getLogger(KnownWriteKeys.class);
    private static final Duration LEAST = Duration.ofMillis(250);

    private final Supplier<List<IssuedKey>> keys;
    private volatile Map<String, String> names = Map.of();
    private long readAt = System.nanoTime() - LEAST.toNanos();

    /** @param keys all that there are; asks the database */
    KnownWriteKeys(Supplier<List<IssuedKey>> keys) {
        this.keys = keys;
    }

    /** Whose the key is; empty when it is nobody's. */
    public Optional<String> nameOf(String key) {
        String digest = digest(key);
        String name = names.get(digest);
        if (name == null) {
            readIfOld();
            name = names.get(digest);
        }
        return Optional.ofNullable(name);
    }

    @Scheduled(fixedDelayString = "PT2S")
    void readAgain() {
        read();
    }

    /** However many unknown keys come: four times a second. */
    private synchronized void readIfOld() {
        if (System.nanoTime() - readAt >= LEAST.toNanos()) {
            read();
        }
    }

    private synchronized void read() {
        try {
            names = keys.get().stream().collect(Collectors.toUnmodifiableMap(IssuedKey::digest, IssuedKey::name));
        } catch (DataAccessException | TransactionException away) {
            log.warn("Write keys stay as they were read last: {}", away.getMessage());
        } finally {
            // once it is over: whoever waited while a database that is away kept it long does not try again at once
            readAt = System.nanoTime();
        }
    }

    static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
