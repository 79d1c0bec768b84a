package dev.concierge.event.writekey;

import java.time.Instant;
import java.util.UUID;

/**
 * A key that may write, without the key.
 *
 * @param name of the client that uses it; two keys may have one, while one takes the other's place
 */
record WriteKey(UUID keyId, String name, Instant madeAt, String madeBy) {}
