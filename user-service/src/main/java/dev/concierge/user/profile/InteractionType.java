package dev.concierge.user.profile;

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

    double strength() {
        return strength;
    }
}
