package dev.concierge.resource.shard;

/** Names one database of tenants in answers and messages, such as {@code shard-001}. */
public record ShardId(String value) {
    private static final String PATTERN = "[a-z0-9][a-z0-9-]{0,30}";

    public ShardId {
        if (!value.matches(PATTERN)) {
            throw new IllegalArgumentException("shard: " + value + " (expected: " + PATTERN + ")");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
