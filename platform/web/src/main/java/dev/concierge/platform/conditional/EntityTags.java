package dev.concierge.platform.conditional;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Strong entity tags: made of the representation itself, they change with whatever of it changes (RFC 9110, 8.8.1). */
public final class EntityTags {
    private static final String ANY = "*";
    private static final int BYTES = 12;

    private final ObjectWriter writer;

    public EntityTags(JsonMapper mapper) {
        this.writer = mapper.writer()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
    }

    /** In quotes. */
    public String of(Object shown) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(writer.writeValueAsBytes(shown));
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether {@code If-Match} names the tag: strong comparison. */
    static boolean matches(String header, String tag) {
        return named(header, tag, false);
    }

    /** Whether {@code If-None-Match} names the tag, null for a thing without one: weak comparison. */
    public static boolean isKnown(String header, @Nullable String tag) {
        return named(header, tag, true);
    }

    private static boolean named(String header, @Nullable String tag, boolean weak) {
        if (ANY.equals(header.strip())) {
            return true;
        }
        List<ETag> named = ETag.parse(header);
        return named.stream().anyMatch(one -> (weak || !one.weak()) && ("\"" + one.tag() + "\"").equals(tag));
    }
}
