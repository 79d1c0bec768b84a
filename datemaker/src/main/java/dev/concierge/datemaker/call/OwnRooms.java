package dev.concierge.datemaker.call;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Rooms that are nothing but two browsers and what they signal each other here. */
public final class OwnRooms implements Rooms {
    private static final String PREFIX = "own-";

    public static boolean isOwn(String room) {
        return room.startsWith(PREFIX);
    }

    @Override
    public String open(UUID call) {
        return PREFIX + call;
    }

    @Override
    public Optional<URI> elsewhere(String room) {
        return Optional.empty();
    }

    /** The pages hear that their call is over. */
    @Override
    public void close(Collection<Call> calls) {}
}
