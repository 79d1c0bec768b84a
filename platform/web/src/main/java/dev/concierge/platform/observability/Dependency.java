package dev.concierge.platform.observability;

/** Something outside that this service leans on. */
public interface Dependency {
    /** As operators call it: {@code database}, {@code broker}, {@code redis}, {@code mail}. */
    String name();

    /** @throws Exception when it does not answer */
    void ask() throws Exception;
}
