package dev.concierge.search.engine;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index and what finds in it. Changes are seen after {@link #refresh}, and are there after a crash from {@link #commit} on,
 * together with the position that was committed with them. One thread at a time changes words; meaning is added by another.
 */
public interface SearchEngine extends AutoCloseable {
    /** @param meaning of its text where it is known already; it follows otherwise */
    void put(Searchable document, float @Nullable [] meaning) throws IOException;

    void remove(DocumentKey key) throws IOException;

    /** Removes all of a kind, before they are read anew. */
    void clear(Kind kind) throws IOException;

    void refresh() throws IOException;

    /** @param position where the sources stand whose messages have been put */
    void commit(Map<String, String> position) throws IOException;

    /** What was committed last, empty when nothing was or when it cannot be gone on from. */
    Map<String, String> position();

    /**
     * Opens again what a failed disk has closed; does nothing while all is well.
     *
     * @return whether it stands at its last commit again, so that what was put since has to be put again
     */
    boolean recover() throws IOException;

    /** The best of what is asked for, counted and not yet shown. */
    Matches match(Question question);

    /** As they are now, in this order; those that are gone are left out. */
    List<Found> show(Question question, List<DocumentKey> keys);

    /** Titles that begin, somewhere, with what is typed. */
    List<String> complete(String typed, Set<Kind> kinds, int most);

    /** Documents whose meaning has to follow yet. */
    List<Searchable> withoutMeaning(int most);

    /** Adds meanings to those documents that are still as they were. */
    void addMeanings(Map<Searchable, float[]> meanings) throws IOException;

    long countWithoutMeaning();

    @Override
    void close() throws IOException;
}
