package dev.concierge.curator.item;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

final class ItemNotFound extends Fact {
    ItemNotFound(UUID item) {
        super(Kind.NOT_FOUND, "item-not-found", "There is no item " + item + ".");
    }
}
