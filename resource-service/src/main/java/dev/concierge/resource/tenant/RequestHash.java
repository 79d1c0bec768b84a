package dev.concierge.resource.tenant;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.InvalidInput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a repeated request is known in a tenant's shard, where the service's own table of keys is not part of the
 * transaction: what it makes has an id that comes from the caller's key, and keeps the hash of what was asked.
 */
@Component
public class RequestHash {
    private static final UUID KEYS = new UUID(0x6a1f4b1e0f0b5c58L, 0x9d0c52f3f1f2d7c1L);
    private static final int LONGEST = 255;

    private final JsonMapper mapper;

    RequestHash(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** @throws InvalidInput when it cannot be a key */
    public static UUID id(String caller, String key, String business) {
        if (key.isEmpty() || key.length() > LONGEST || key.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("Idempotency-Key", key, "1 to " + LONGEST + " characters, none for control");
        }
        return Ids.derived(KEYS, business + "\n" + caller + "\n" + key);
    }

    public byte[] of(Object body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(mapper.writeValueAsBytes(body));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
