package dev.concierge.curator.content;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the bytes of images lie. What is there under a name never changes. */
interface ContentStore {
    /** Durable when it returns; again is the same. */
    void put(String name, String mediaType, byte[] bytes);

    Optional<byte[]> find(String name);

    /** Unless it is gone already. */
    void delete(String name);

    /** Names of what was put before then, in any order. */
    void forEachBefore(Instant then, Consumer<String> reader);

    /** Under what a size of an image lies. */
    static String name(String contentId, ImageSize size) {
        return contentId + "-" + size.wireName();
    }
}
