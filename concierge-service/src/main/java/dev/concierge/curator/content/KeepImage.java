package dev.concierge.curator.content;

import dev.concierge.curator.content.Contents.Kept;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what is left of an image once it was checked and drawn anew. */
@Component
class KeepImage {
    private final RedrawImage redraw;
    private final Contents contents;
    private final ContentStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeepImage(RedrawImage redraw, Contents contents, ContentStore store, TransactionTemplate transaction, Clock clock) {
        this.redraw = redraw;
        this.contents = contents;
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @throws ImageRefused saying why */
    Kept keep(byte[] file, String uploader) {
        RedrawImage.Drawn drawn = redraw.draw(CheckedImage.of(file), uploader);
        byte[] largest = Objects.requireNonNull(drawn.sizes().get(ImageSize.LARGE));
        Kept kept = new Kept(sha256(largest), drawn.mediaType(), drawn.width(), drawn.height(), largest.length);
        // the row first: a clean-up that is removing this very image ends before its bytes are written again
        transaction.executeWithoutResult(_ -> {
            contents.keep(kept, uploader, clock.instant());
            drawn.sizes()
                    .forEach((size, bytes) ->
                            store.put(ContentStore.name(kept.contentId(), size), kept.mediaType(), bytes));
        });
        return kept;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
