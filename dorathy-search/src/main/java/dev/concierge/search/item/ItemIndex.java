package dev.concierge.search.item;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The items that can be found, in a Lucene index of this process. */
final class ItemIndex implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ItemIndex.class);

    /** Best first; ids decide between equals, so that pages do not overlap. */
    private static final Sort BEST_FIRST =
            new Sort(SortField.FIELD_SCORE, new SortField(ItemDocument.ID, SortField.Type.STRING));

    private final Directory directory;
    private final Analyzer analyzer;
    private final QueryLimits limits;
    private final ItemQuery queries;
    private volatile IndexWriter writer;
    private volatile SearcherManager searchers;

    private ItemIndex(Directory directory, IndexWriter writer, Analyzer analyzer, QueryLimits limits)
            throws IOException {
        this.directory = directory;
        this.analyzer = analyzer;
        this.limits = limits;
        this.queries = new ItemQuery(analyzer, limits.words());
        this.writer = writer;
        this.searchers = new SearcherManager(writer, new SearcherFactory());
    }

    static ItemIndex open(Path path, QueryLimits limits) throws IOException {
        return open(FSDirectory.open(path), limits);
    }

    static ItemIndex open(Directory directory, QueryLimits limits) throws IOException {
        Analyzer analyzer = ItemDocument.analyzer();
        return new ItemIndex(directory, writer(directory, analyzer), analyzer, limits);
    }

    private static IndexWriter writer(Directory directory, Analyzer analyzer) throws IOException {
        try {
            return new IndexWriter(directory, new IndexWriterConfig(analyzer));
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException unreadable) {
            log.warn("The index is built anew, it cannot be read: {}", unreadable.getMessage());
            for (String file : directory.listAll()) {
                directory.deleteFile(file);
            }
            return new IndexWriter(directory, new IndexWriterConfig(analyzer));
        }
    }

    /**
     * Goes on from the last commit after a failure of the disk, which closes a writer for good; does nothing while the
     * writer is open. Called by the one thread that writes.
     */
    void recover() throws IOException {
        if (!writer.isOpen()) {
            log.warn("The index is opened again after its disk failed");
            SearcherManager before = searchers;
            writer = writer(directory, analyzer);
            searchers = new SearcherManager(writer, new SearcherFactory());
            before.close();
        }
    }

    Position position() {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        return data == null ? Position.NONE : Position.of(data);
    }

    void put(Item item) throws IOException {
        writer.updateDocument(new Term(ItemDocument.ID, item.itemId()), ItemDocument.of(item));
    }

    void remove(String itemId) throws IOException {
        writer.deleteDocuments(new Term(ItemDocument.ID, itemId));
    }

    void clear() throws IOException {
        writer.deleteAll();
        commit(Position.NONE);
    }

    /** Makes what was put and removed visible to searches. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Writes everything to disk together with how far it has come. */
    void commit(Position position) throws IOException {
        writer.setLiveCommitData(position.commitData().entrySet());
        writer.commit();
    }

    /** Best first, one more than {@code limit} when there are more; within the limits of a query, the best of what it saw. */
    List<Hit> search(String words, @Nullable String type, @Nullable Shown after, int limit) {
        try {
            SearcherManager current = searchers;
            IndexSearcher shared = current.acquire();
            try {
                IndexReader reader = shared.getIndexReader();
                ItemQuery.Bounded query = queries.of(words, type, reader);
                limits.onWords(query.isCut());
                // its own, because a time limit belongs to one search
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setQueryCache(shared.getQueryCache());
                searcher.setTimeout(limits.timeout());
                List<Hit> hits = hits(searcher, query.query(), after, limit + 1);
                limits.onTime(searcher.timedOut());
                return hits;
            } finally {
                current.release(shared);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Hit> hits(IndexSearcher searcher, Query query, @Nullable Shown after, int count)
            throws IOException {
        int documents = searcher.getIndexReader().maxDoc();
        if (documents == 0) {
            return List.of();
        }
        TopDocs found = after == null
                ? searcher.search(query, count, BEST_FIRST, true)
                : searcher.searchAfter(after.in(documents), query, count, BEST_FIRST, true);
        Reasons reasons = new Reasons(searcher, query);
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc one : found.scoreDocs) {
            Document document = searcher.storedFields().document(one.doc);
            hits.add(new Hit(ItemDocument.item(document), one.score, reasons.of(one.doc)));
        }
        return hits;
    }

    /** The last hit that was shown. */
    record Shown(float score, String itemId) {
        static Shown of(List<String> cursor) {
            return new Shown((float) Numbers.finite(cursor.getFirst()), cursor.getLast());
        }

        /** The score as a double, which is read back as the same float. */
        static Cursor cursor(Hit last) {
            return Cursor.of((double) last.score(), last.item().itemId());
        }

        private FieldDoc in(int documents) {
            Object[] fields = {score, new BytesRef(itemId)};
            return new FieldDoc(documents - 1, score, fields);
        }
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }
}
