package dev.concierge.curator.interaction;

/** What a guest may do with an item, how much that says of them, and how it is told them. */
public enum InteractionType {
    PURCHASE(1f, "bought"),
    SAVE(1f, "saved"),
    SHARE(0.8f, "shared"),
    INQUIRY(0.6f, "asked about"),
    VIEW(0.3f, "looked at");

    private final float strength;
    private final String told;

    InteractionType(float strength, String told) {
        this.strength = strength;
        this.told = told;
    }

    public float strength() {
        return strength;
    }

    /** As in "because you saved …". */
    public String told() {
        return told;
    }
}
