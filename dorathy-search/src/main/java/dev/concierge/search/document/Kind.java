package dev.concierge.search.document;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be found. */
public enum Kind {
    /** Experiences, memories, gems, resources and what operators register. */
    ITEM("items", false),
    /** Speed-dating events. */
    DATE("dates", false),
    /** Definitions of journeys. */
    JOURNEY("journeys", true),
    USER("users", true);

    private final String wireName;
    private final boolean forOperators;

    Kind(String wireName, boolean forOperators) {
        this.wireName = wireName;
        this.forOperators = forOperators;
    }

    /** As it stands in questions and answers. */
    public String wireName() {
        return wireName;
    }

    /** Whether guests must never see one. */
    public boolean isForOperators() {
        return forOperators;
    }

    /** Whether its texts say something: names and addresses of people do not. */
    public boolean hasMeaning() {
        return this != USER;
    }

    public static Optional<Kind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }

    public static Stream<Kind> forGuests() {
        return Arrays.stream(values()).filter(kind -> !kind.forOperators);
    }
}
