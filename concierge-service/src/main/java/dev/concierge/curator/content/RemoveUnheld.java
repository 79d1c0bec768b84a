package dev.concierge.curator.content;

import dev.concierge.platform.database.Workload;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes images that nobody has needed for the grace time, and bytes without a row, as a process that ended leaves them. */
@Component
class RemoveUnheld {
    private static final Logger log = LoggerFactory.getLogger(RemoveUnheld.class);
    private static final int AT_ONCE = 50;
    private static final int ASKED_AT_ONCE = 1_000;
    private static final int ID = 64;

    private final Contents contents;
    private final HeldImages images;
    private final ContentStore store;
    private final ContentSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RemoveUnheld(
            Contents contents,
            HeldImages images,
            ContentStore store,
            ContentSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.contents = contents;
        this.images = images;
        this.store = store;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void run() {
        Workload.BACKGROUND.run(this::remove);
    }

    void remove() {
        Instant then = clock.instant().minus(settings.grace());
        int removed = AT_ONCE;
        while (removed == AT_ONCE) {
            removed = Objects.requireNonNull(transaction.execute(_ -> {
                List<String> gone = contents.removeUnheld(then, AT_ONCE);
                gone.forEach(this::deleteBytes);
                return gone.size();
            }));
            if (removed > 0) {
                log.info("{} images that nobody needs are removed", removed);
            }
        }
        List<String> names = new ArrayList<>();
        store.forEachBefore(then, name -> {
            names.add(name);
            if (names.size() == ASKED_AT_ONCE) {
                removeStrays(names);
                names.clear();
            }
        });
        removeStrays(names);
    }

    /** Nearly all are somebody's, which one query says; each of the others is looked at once more before it goes. */
    private void removeStrays(List<String> names) {
        Set<String> missing =
                Set.copyOf(images.missing(names.stream().map(RemoveUnheld::id).toList()));
        names.stream()
                .filter(name -> missing.contains(id(name)) || !isWhole(name))
                .forEach(this::removeStray);
    }

    private void removeStray(String name) {
        if (contents.find(id(name)).isEmpty() || !isWhole(name)) {
            store.delete(name);
        }
    }

    private static String id(String name) {
        return name.substring(0, Math.min(ID, name.length()));
    }

    private static boolean isWhole(String name) {
        return name.length() > ID + 1 && ImageSize.of(name.substring(ID + 1)).isPresent();
    }

    private void deleteBytes(String contentId) {
        for (ImageSize size : ImageSize.values()) {
            store.delete(ContentStore.name(contentId, size));
        }
    }
}
