package dev.concierge.curator.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which sizes an image is kept; a smaller one is never enlarged. */
enum ImageSize {
    LARGE(2_048),
    MEDIUM(960),
    SMALL(320);

    private final int longest;

    ImageSize(int longest) {
        this.longest = longest;
    }

    /** Pixels of the longer side at most. */
    int longest() {
        return longest;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ImageSize> of(String wireName) {
        return Arrays.stream(values())
                .filter(size -> size.wireName().equals(wireName))
                .findFirst();
    }
}
