package dev.concierge.datemaker.call;

import dev.concierge.platform.id.Ids;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Rooms that come into being when somebody enters them by a name that cannot be guessed, as Jitsi Meet's do. */
final class NamedRooms implements Rooms {
    private static final int NAME_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final CallSettings settings;

    NamedRooms(CallSettings settings) {
        this.settings = settings;
    }

    @Override
    public String open(UUID call) {
        byte[] secret = new byte[NAME_BYTES];
        random.nextBytes(secret);
        return "date-"
                + Ids.derived(call, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    @Override
    public Optional<URI> elsewhere(String room) {
        return Optional.of(URI.create(settings.rooms() + room));
    }

    /** The link is dead; whoever is in the room stays there, as nobody can be asked to end it. */
    @Override
    public void close(Collection<Call> calls) {}
}
