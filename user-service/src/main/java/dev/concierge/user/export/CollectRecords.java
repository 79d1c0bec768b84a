package dev.concierge.user.export;

import dev.concierge.platform.fleet.Fleet;
import dev.concierge.platform.http.ServiceClients;
import dev.concierge.user.alias.Aliases;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Asks every service with a database for what it keeps of a guest, under all names that the guest is known by. */
@Component
class CollectRecords {
    private static final String OWN = "user-service";

    private final OwnRecords own;
    private final Aliases aliases;
    private final UserVersions users;
    private final List<Keeper> others;

    CollectRecords(OwnRecords own, Aliases aliases, UserVersions users, ServiceClients services) {
        this.own = own;
        this.aliases = aliases;
        this.users = users;
        this.others = Fleet.SERVICES.stream()
                .filter(service -> service.database() && !service.name().equals(OWN))
                .map(service -> new Keeper(service.name(), services.create(KeptRecords.class, service.key())))
                .toList();
    }

    private record Keeper(String service, KeptRecords records) {}

    /** @throws UserNotFound when there is no such guest */
    void requireKnown(UserId guest) {
        if (!users.isKnown(guest)) {
            throw new UserNotFound(guest.toString());
        }
    }

    /** With the first page of each, so that who does not answer is known before the file begins. */
    List<Part> of(UserId guest) {
        List<String> names = new ArrayList<>(List.of(guest.toString()));
        names.addAll(aliases.names(guest));
        List<Part> parts = Stream.concat(Stream.of(new Keeper(OWN, own)), others.stream())
                .map(keeper -> new Part(
                        keeper.service(),
                        keeper.records(),
                        keeper.records() == own ? names.subList(0, 1) : List.copyOf(names)))
                .toList();
        parts.getFirst().begin(); // our own: a database that is away is no part that is missing
        beginTogether(parts.subList(1, parts.size()));
        return parts;
    }

    /** Whatever is not another service's silence ends the file before it has begun. */
    private static void beginTogether(List<Part> parts) {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(parts.stream()
                            .map(part -> CompletableFuture.runAsync(part::begin, all))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }
}
