package dev.concierge.user.profile;

import java.util.Arrays;
import java.util.Optional;

/** What a guest may do with a thing, and how much that says about them. */
enum InteractionType {
    PURCHASE(8),
    SAVE(4),
    SHARE(3),
    INQUIRY(2),
    VIEW(1);

    private final double strength;

    InteractionType(double strength) {
        this.strength = strength;
    }

    static Optional<InteractionType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    double strength() {
        return strength;
    }
}
