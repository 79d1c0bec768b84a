package dev.concierge.curator.item;

import dev.concierge.platform.security.Caller;

/** What a caller may do with an item; what a guest may not see is not there. */
final class ItemRights {
    private ItemRights() {}

    static boolean maySee(Caller caller, Item item) {
        return caller.kind() != Caller.Kind.GUEST
                || item.isPublic()
                || item.isOwnedBy(caller.subject())
                || item.isSharedWith(caller.subject());
    }

    static boolean mayChange(Caller caller, Item item) {
        return caller.kind() != Caller.Kind.GUEST || item.isOwnedBy(caller.subject());
    }
}
