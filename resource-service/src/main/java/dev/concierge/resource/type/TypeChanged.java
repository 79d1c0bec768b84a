package dev.concierge.resource.type;

/** Asks that what is found of a type's resources follows its schema: the payload of the effect {@value #KIND}. */
public record TypeChanged(String businessId, String resourceType) {
    public static final String KIND = "type-changed";
}
