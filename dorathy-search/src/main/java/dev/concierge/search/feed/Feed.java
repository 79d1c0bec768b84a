package dev.concierge.search.feed;

import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where documents of a kind come from. */
interface Feed {
    /** Its changes, in order for each key. */
    String topic();

    Kind kind();

    /**
     * What a message changes; empty for nothing.
     *
     * @throws ServiceUnavailable when another service has to be asked and is away: the message is then read again
     * @throws RuntimeException when it cannot be read: the document is then left out
     */
    Optional<Change> read(ReceivedMessage message);

    /** How messages of one look are read: a feed that has to ask about them asks once for all. */
    default Function<ReceivedMessage, Optional<Change>> reading(List<ReceivedMessage> look) {
        return this::read;
    }

    /** Whether its service is asked for what there is, as the topic does not keep it. */
    default boolean isListed() {
        return false;
    }

    /** All there is, page by page; the topic is read from where it ended before. */
    default void list(Pages into) throws IOException {
        into.take(List.of());
    }

    /** Takes what is listed. */
    interface Pages {
        void take(List<Searchable> page) throws IOException;
    }

    /** What becomes of a document. */
    sealed interface Change {
        record Put(Searchable document) implements Change {}

        record Remove(DocumentKey key) implements Change {}
    }
}
