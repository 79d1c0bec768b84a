package dev.concierge.search.lucene;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Found;
import dev.concierge.search.engine.Matches;
import dev.concierge.search.engine.Matches.Count;
import dev.concierge.search.engine.Matches.Match;
import dev.concierge.search.engine.Question;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.words.AskedWord;
import dev.concierge.search.words.AskedWord.Variant;
import dev.concierge.search.words.Fields;
import dev.concierge.search.words.ReadWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.jspecify.annotations.Nullable;

/** One question to one state of the index. */
final class LuceneSearch {
    /** Without facets, more matches are not counted. */
    private static final int COUNTED = 10_000;

    private final IndexSearcher searcher;
    private final TextAnalysis analysis;
    private final Question question;
    private final ReadWords.Read read;
    private final Query filter;

    LuceneSearch(IndexSearcher searcher, TextAnalysis analysis, ReadWords words, Question question) throws IOException {
        this.searcher = searcher;
        this.analysis = analysis;
        this.question = question;
        this.read = words.of(
                question.typed().words(),
                question.kinds(),
                question.vocabulary(),
                question.isTyping(),
                field -> new LuceneDictionary(searcher.getIndexReader(), field));
        this.filter = new ReadFilters(analysis).of(question);
    }

    boolean isCut() {
        return read.isCut();
    }

    Matches match() throws IOException {
        Query byWords = new BooleanQuery.Builder()
                .add(anyWord(), Occur.MUST)
                .add(filter, Occur.FILTER)
                .build();
        CountFacets facets = new CountFacets(question.facets());
        TopDocs best = best(byWords, facets);
        TopDocs near = near();
        int[] documents = documents(best, near);
        double[] words = new Points(searcher, byWords).of(documents);
        long nearOnly = countNearOnly(near, documents, words, facets);
        boolean isCounted = !question.facets().isEmpty();
        long byWordsOnly = isCounted ? facets.documents() - nearOnly : best.totalHits.value();
        return new Matches(
                matches(best, documents, words),
                byWordsOnly + nearOnly,
                isCounted || best.totalHits.relation() == TotalHits.Relation.EQUAL_TO,
                isCounted ? facets.values() : Map.<String, List<Count>>of(),
                read.didYouMean().isEmpty() ? null : read.didYouMean(),
                searcher.timedOut());
    }

    private Query anyWord() {
        if (question.typed().isEverything()) {
            return new MatchAllDocsQuery();
        }
        if (read.words().isEmpty()) {
            return new MatchNoDocsQuery("no word that a document has");
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        read.words().forEach(word -> any.add(word.query(), Occur.SHOULD));
        return any.build();
    }

    private TopDocs best(Query byWords, CountFacets facets) throws IOException {
        int counted = question.facets().isEmpty() ? COUNTED : Integer.MAX_VALUE;
        CollectorManager<? extends Collector, ? extends TopDocs> top = question.sort() == null
                ? new TopScoreDocCollectorManager(question.most(), counted)
                : new TopFieldCollectorManager(
                        Sorted.by(question.sort()),
                        question.most(),
                        question.after() == null ? null : Sorted.after(question.sort(), question.after(), searcher),
                        counted);
        return question.facets().isEmpty()
                ? searcher.search(byWords, top)
                : searcher.search(byWords, with(facets, top));
    }

    /** Searches here use one thread, so there is one collector of each. */
    private static <C extends Collector, T extends TopDocs> CollectorManager<Collector, T> with(
            CountFacets facets, CollectorManager<C, T> top) {
        List<C> made = new ArrayList<>();
        return new CollectorManager<>() {
            @Override
            public Collector newCollector() throws IOException {
                made.add(top.newCollector());
                return MultiCollector.wrap(made.getLast(), facets);
            }

            @Override
            public T reduce(Collection<Collector> unused) throws IOException {
                return top.reduce(made);
            }
        };
    }

    private TopDocs near() throws IOException {
        Question.Meaning near = question.near();
        if (near == null || question.sort() != null) {
            return new TopDocs(new TotalHits(0, TotalHits.Relation.EQUAL_TO), new ScoreDoc[0]);
        }
        TopDocs found = searcher.search(
                new KnnFloatVectorQuery(Fields.MEANING, near.meaning(), near.most(), filter), near.most());
        // Lucene makes of a product of -1 to 1 a score of 0 to 1
        ScoreDoc[] enough = Arrays.stream(found.scoreDocs)
                .filter(one -> one.score * 2 - 1 >= near.atLeast())
                .toArray(ScoreDoc[]::new);
        return new TopDocs(found.totalHits, enough);
    }

    /** Each once, the best by words first. */
    private static int[] documents(TopDocs best, TopDocs near) {
        Set<Integer> documents = new LinkedHashSet<>();
        for (ScoreDoc one : best.scoreDocs) {
            documents.add(one.doc);
        }
        for (ScoreDoc one : near.scoreDocs) {
            documents.add(one.doc);
        }
        return documents.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Those that no word found are counted beside the others. */
    private long countNearOnly(TopDocs near, int[] documents, double[] words, CountFacets facets) throws IOException {
        Set<Integer> nearest = Arrays.stream(near.scoreDocs).map(one -> one.doc).collect(Collectors.toSet());
        int[] only = IntStream.range(0, documents.length)
                .filter(place -> nearest.contains(documents[place]) && Double.isNaN(words[place]))
                .map(place -> documents[place])
                .toArray();
        Visit.each(searcher.getIndexReader(), only, segment -> {
            LeafCollector counting = facets.getLeafCollector(segment);
            return (_, document) -> counting.collect(document);
        });
        return only.length;
    }

    private List<Match> matches(TopDocs best, int[] documents, double[] words) throws IOException {
        Details details = new Details(searcher.getIndexReader(), documents);
        @Nullable
        Double[] meanings = question.near() == null
                ? new Double[documents.length]
                : details.products(question.near().meaning());
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < documents.length; i++) {
            double byWords = Double.isNaN(words[i]) || question.typed().isEverything() ? 0 : words[i] / most();
            String sortValue = question.sort() == null ? "" : Sorted.value(question.sort(), best.scoreDocs[i]);
            matches.add(details.match(i, byWords, meanings[i], sortValue));
        }
        return matches;
    }

    private double most() {
        return Math.max(Double.MIN_NORMAL, read.most());
    }

    List<Found> show(List<DocumentKey> keys, MakeDocument documentsMade) throws IOException {
        Map<DocumentKey, Integer> places = Details.places(searcher.getIndexReader(), keys);
        List<DocumentKey> there = keys.stream().filter(places::containsKey).toList();
        int[] documents = there.stream().mapToInt(places::get).toArray();
        List<List<Found.WordFound>> words = words(documents);
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < documents.length; i++) {
            Searchable document = documentsMade.searchable(Details.storedSource(searcher, documents[i]));
            found.add(new Found(document, words.get(i), read.marks(document, analysis)));
        }
        return found;
    }

    /** What each word adds to each document, by that of its variants that adds most. */
    private List<List<Found.WordFound>> words(int[] documents) throws IOException {
        List<List<Found.WordFound>> words = new ArrayList<>();
        for (int i = 0; i < documents.length; i++) {
            words.add(new ArrayList<>());
        }
        for (AskedWord word : read.words()) {
            double[] most = new double[documents.length];
            Variant[] by = new Variant[documents.length];
            for (Variant variant : word.variants()) {
                double[] points = new Points(searcher, variant.weighted()).of(documents);
                for (int i = 0; i < documents.length; i++) {
                    if (points[i] > most[i]) {
                        most[i] = points[i];
                        by[i] = variant;
                    }
                }
            }
            for (int i = 0; i < documents.length; i++) {
                if (by[i] != null) {
                    words.get(i).add(new Found.WordFound(word.typed(), by[i].text(), by[i].form(), most[i] / most()));
                }
            }
        }
        return words;
    }
}
