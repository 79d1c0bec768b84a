package dev.concierge.search.lucene;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Found;
import dev.concierge.search.engine.Matches;
import dev.concierge.search.engine.Question;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.words.Fields;
import dev.concierge.search.words.ReadWords;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** A Lucene index of this process. */
public final class LuceneEngine implements SearchEngine {
    private static final Logger log = LoggerFactory.getLogger(LuceneEngine.class);

    /** Raised when documents are made differently, so that an index of now is built beside an older one. */
    static final String SCHEMA = "3";

    private static final String SCHEMA_KEY = "schema";

    /** As measured on short texts, and published with many collections (Anserini). */
    private static final BM25Similarity SIMILARITY = new BM25Similarity(0.9f, 0.4f);

    private static final TermQuery PENDING = new TermQuery(new Term(Fields.PENDING, "1"));

    static {
        // what a question may be is bounded by its words
        IndexSearcher.setMaxClauseCount(Integer.MAX_VALUE);
    }

    private final Directory directory;
    private final TextAnalysis analysis;
    private final QueryLimits limits;
    private final ReadWords words;
    private final MakeDocument documents;
    /** Held while something is written that depends on what is there. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile IndexWriter writer;
    private volatile SearcherManager searchers;
    /** Whether a file was found broken by a search: the rest cannot be trusted either. */
    private volatile boolean isBroken;

    private LuceneEngine(Directory directory, TextAnalysis analysis, QueryLimits limits, MakeDocument documents)
            throws IOException {
        this.directory = directory;
        this.analysis = analysis;
        this.limits = limits;
        this.words = new ReadWords(analysis, limits.words());
        this.documents = documents;
        this.writer = writer(directory, analysis);
        if (!data().isEmpty() && !isOfThisSchema()) {
            // nothing of another schema may stay
            this.writer.deleteAll();
        }
        this.searchers = searchers(writer);
        read(searcher -> {
            documents.knows(FieldInfos.getMergedFieldInfos(searcher.getIndexReader()));
            return searcher;
        });
    }

    /** @param meaningFollows whether somebody adds the meaning of documents that come without */
    public static LuceneEngine open(Path path, QueryLimits limits, JsonMapper json, boolean meaningFollows)
            throws IOException {
        return open(FSDirectory.open(path), limits, json, meaningFollows);
    }

    static LuceneEngine open(Directory directory, QueryLimits limits, JsonMapper json, boolean meaningFollows)
            throws IOException {
        TextAnalysis analysis = new TextAnalysis();
        return new LuceneEngine(directory, analysis, limits, new MakeDocument(analysis, json, meaningFollows));
    }

    private static IndexWriter writer(Directory directory, TextAnalysis analysis) throws IOException {
        try {
            checkIntegrity(directory);
            return new IndexWriter(directory, settings(analysis));
        } catch (CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException
                | EOFException
                | NoSuchFileException unreadable) {
            log.warn("The index is built anew, it cannot be read: {}", unreadable.getMessage());
            for (String file : directory.listAll()) {
                directory.deleteFile(file);
            }
            return new IndexWriter(directory, settings(analysis));
        }
    }

    /** Reads every file once: what is broken in the middle would otherwise be noticed by the search that comes across it. */
    private static void checkIntegrity(Directory directory) throws IOException {
        if (DirectoryReader.indexExists(directory)) {
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                for (LeafReaderContext leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
            }
        }
    }

    private static IndexWriterConfig settings(TextAnalysis analysis) {
        return new IndexWriterConfig(byField(analysis))
                .setSimilarity(SIMILARITY)
                .setCodec(new Lucene104Codec() {
                    @Override
                    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                        return new Lucene104HnswScalarQuantizedVectorsFormat();
                    }
                });
    }

    private static Analyzer byField(TextAnalysis analysis) {
        return new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
            @Override
            protected Analyzer getWrappedAnalyzer(String field) {
                return Fields.language(field).map(analysis::stems).orElse(analysis.words());
            }
        };
    }

    private static SearcherManager searchers(IndexWriter writer) throws IOException {
        return new SearcherManager(writer, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader before) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(SIMILARITY);
                return searcher;
            }
        });
    }

    @Override
    public boolean recover() throws IOException {
        writing.lock();
        try {
            if (writer.isOpen() && !isBroken) {
                return false;
            }
            if (writer.isOpen()) {
                log.warn("The index is opened again, a file of it is broken");
                writer.rollback();
            } else {
                log.warn("The index is opened again after its disk failed, as it was at its last commit");
            }
            isBroken = false;
            SearcherManager before = searchers;
            writer = writer(directory, analysis);
            searchers = searchers(writer);
            before.close();
            return true;
        } finally {
            writing.unlock();
        }
    }

    private boolean isOfThisSchema() {
        return SCHEMA.equals(data().get(SCHEMA_KEY));
    }

    @Override
    public Map<String, String> position() {
        Map<String, String> position = data();
        return SCHEMA.equals(position.remove(SCHEMA_KEY)) ? position : Map.of();
    }

    private Map<String, String> data() {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        Map<String, String> read = new HashMap<>();
        if (data != null) {
            data.forEach(entry -> read.put(entry.getKey(), entry.getValue()));
        }
        return read;
    }

    @Override
    public void put(Searchable document, float @Nullable [] meaning) throws IOException {
        writing.lock();
        try {
            writer.updateDocument(term(document.key()), documents.of(document, meaning));
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void remove(DocumentKey key) throws IOException {
        writing.lock();
        try {
            writer.deleteDocuments(term(key));
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void clear(Kind kind) throws IOException {
        writing.lock();
        try {
            writer.deleteDocuments(new Term(Fields.KIND, kind.wireName()));
        } finally {
            writing.unlock();
        }
    }

    private static Term term(DocumentKey key) {
        return new Term(Fields.KEY, key.toString());
    }

    @Override
    public void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    @Override
    public void commit(Map<String, String> position) throws IOException {
        Map<String, String> data = new HashMap<>(position);
        data.put(SCHEMA_KEY, SCHEMA);
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    @Override
    public Matches match(Question question) {
        return read(shared -> {
            IndexSearcher searcher = limited(shared);
            LuceneSearch search = new LuceneSearch(searcher, analysis, words, question);
            limits.onWords(search.isCut());
            Matches matches = search.match();
            limits.onTime(matches.isCut());
            return matches;
        });
    }

    @Override
    public List<Found> show(Question question, List<DocumentKey> keys) {
        return read(searcher -> new LuceneSearch(searcher, analysis, words, question).show(keys, documents));
    }

    /** Its own, because a time limit belongs to one search. */
    private IndexSearcher limited(IndexSearcher shared) {
        IndexSearcher searcher = new IndexSearcher(shared.getIndexReader());
        searcher.setSimilarity(SIMILARITY);
        searcher.setQueryCache(shared.getQueryCache());
        searcher.setTimeout(limits.timeout());
        return searcher;
    }

    @Override
    public List<String> complete(String typed, Set<Kind> kinds, int most) {
        return read(searcher -> new CompleteTitles(searcher, analysis, documents).of(typed, kinds, most));
    }

    @Override
    public List<Searchable> withoutMeaning(int most) {
        return read(searcher -> {
            List<Searchable> pending = new ArrayList<>();
            for (ScoreDoc one : searcher.search(PENDING, most).scoreDocs) {
                pending.add(documents.searchable(Details.storedSource(searcher, one.doc)));
            }
            return pending;
        });
    }

    @Override
    public void addMeanings(Map<Searchable, float[]> meanings) throws IOException {
        writing.lock();
        try {
            refresh();
            Set<Searchable> current = read(searcher -> current(searcher, meanings.keySet()));
            for (Searchable document : current) {
                writer.updateDocument(term(document.key()), documents.of(document, meanings.get(document)));
            }
        } finally {
            writing.unlock();
        }
    }

    /** Those that are still as they were. */
    private Set<Searchable> current(IndexSearcher searcher, Set<Searchable> all) throws IOException {
        Map<DocumentKey, Searchable> before = new HashMap<>();
        all.forEach(document -> before.put(document.key(), document));
        Map<DocumentKey, Integer> places = Details.places(searcher.getIndexReader(), before.keySet());
        Set<Searchable> current = new HashSet<>();
        for (Map.Entry<DocumentKey, Integer> place : places.entrySet()) {
            Searchable now = documents.searchable(Details.storedSource(searcher, place.getValue()));
            if (now.equals(before.get(place.getKey()))) {
                current.add(now);
            }
        }
        return current;
    }

    @Override
    public long countWithoutMeaning() {
        return read(searcher -> (long) searcher.count(PENDING));
    }

    private <T> T read(Read<T> read) {
        try {
            SearcherManager current = searchers;
            IndexSearcher searcher = current.acquire();
            try {
                return read.of(searcher);
            } finally {
                current.release(searcher);
            }
        } catch (CorruptIndexException broken) {
            isBroken = true;
            throw new UncheckedIOException(broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private interface Read<T> {
        T of(IndexSearcher searcher) throws IOException;
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
        analysis.close();
    }
}
