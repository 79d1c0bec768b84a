package dev.concierge.user.token.operator;

import java.util.Set;

/** Names that no operator gets: of clients, whose tokens would look like theirs, and of what addresses mean otherwise. */
public record TakenNames(Set<String> names) {
    public TakenNames {
        names = Set.copyOf(names);
    }
}
