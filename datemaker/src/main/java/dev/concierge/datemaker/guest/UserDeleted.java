package dev.concierge.datemaker.guest;

/** Our view of {@code user.deleted}. */
public record UserDeleted(String userId) {
    public static final String TYPE = "user.deleted";
}
