package dev.concierge.search.evaluation;

import dev.concierge.platform.input.Numbers;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Filter;
import dev.concierge.search.engine.Matches;
import dev.concierge.search.engine.Question;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.engine.Vocabulary;
import dev.concierge.search.lucene.LuceneEngine;
import dev.concierge.search.lucene.QueryLimits;
import dev.concierge.search.meaning.Meanings;
import dev.concierge.search.text.Typed;
import dev.concierge.search.words.Dictionary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** How fast the engine is, and how many misspelt words it still understands, with 200,000 items of our own making. */
final class MeasureSpeed {
    private static final int ITEMS = Integer.getInteger("concierge.figures.items", 200_000);
    private static final int QUESTIONS = 2_000;
    private static final int TYPOS = 500;
    private static final long SEED = 38;
    private static final List<String> FACETS = List.of("type", "tags", "topics", "attributes.level");
    private static final int PAGE = 20;
    private static final int UPDATES = 500;
    private static final int DIMENSIONS = 384;
    private static final int BATCH = 1_000;
    private static final int BLENDED = 400;
    private static final Duration PACE = Duration.ofMillis(50);

    private final JsonMapper json;

    MeasureSpeed(JsonMapper json) {
        this.json = json;
    }

    List<Figure> run(Path scratch) throws IOException {
        QueryLimits limits = new QueryLimits(128, Duration.ofSeconds(5), new SimpleMeterRegistry());
        try (SearchEngine engine = LuceneEngine.open(scratch, limits, json, false)) {
            MadeItems made = new MadeItems(SEED);
            List<Figure> figures = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < ITEMS; i++) {
                engine.put(made.item(i), null);
            }
            engine.refresh();
            engine.commit(Map.of());
            figures.add(figure("items indexed", ITEMS / seconds(start), "items/s"));
            figures.addAll(searches(engine, made));
            figures.addAll(suggestions(engine, made));
            figures.addAll(typos(engine, made));
            figures.addAll(updates(engine, made));
            figures.add(meanings(engine, made));
            figures.addAll(blended(engine, made));
            figures.add(figure("resident memory, index and model included", residentMegabytes(), "MB"));
            return figures;
        }
    }

    private static List<Figure> searches(SearchEngine engine, MadeItems made) {
        for (int i = 0; i < QUESTIONS / 2; i++) {
            search(engine, made, i);
        }
        long[] took = new long[QUESTIONS];
        long start = System.nanoTime();
        for (int i = 0; i < QUESTIONS; i++) {
            long begun = System.nanoTime();
            search(engine, made, i);
            took[i] = System.nanoTime() - begun;
        }
        double inOneThread = QUESTIONS / seconds(start);
        String what = "search by words, every third with a typo, filter, four facets, 20 shown, in the process";
        return List.of(
                figure(what + ", p50", milliseconds(took, 0.5), "ms"),
                figure(what + ", p99", milliseconds(took, 0.99), "ms"),
                figure(what + ", one thread", inOneThread, "searches/s"),
                figure(what + ", two threads", inTwoThreads(engine), "searches/s"));
    }

    /** Each with questions of its own. */
    private static double inTwoThreads(SearchEngine engine) {
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 1; thread <= 2; thread++) {
            MadeItems questions = new MadeItems(SEED + thread);
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < QUESTIONS; i++) {
                    search(engine, questions, i);
                }
            }));
        }
        threads.forEach(MeasureSpeed::join);
        return threads.size() * QUESTIONS / seconds(start);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while measuring", stopping);
        }
    }

    private static void search(SearchEngine engine, MadeItems made, int number) {
        String word = made.tellingWord();
        String words = made.word() + " " + (number % 3 == 0 ? made.misspelt(word, 1) : word);
        Question question = question(words, List.of(new Filter.Between("price", 1_000, 15_000)), FACETS);
        Matches matches = engine.match(question);
        engine.show(
                question,
                matches.best().stream().limit(PAGE).map(Matches.Match::key).toList());
    }

    private static Question question(String words, List<Filter> filters, List<String> facets) {
        return new Question(
                Typed.of(words), EnumSet.of(Kind.ITEM), filters, facets, null, Vocabulary.NONE, false, null, null, 400);
    }

    private static List<Figure> suggestions(SearchEngine engine, MadeItems made) {
        long[] took = new long[QUESTIONS];
        for (int i = 0; i < QUESTIONS; i++) {
            String word = made.word();
            String typed = word.substring(0, 1 + i % Math.min(5, word.length()));
            long begun = System.nanoTime();
            engine.complete(typed, EnumSet.of(Kind.ITEM), 8);
            took[i] = System.nanoTime() - begun;
        }
        return List.of(figure("suggestion, p99", milliseconds(took, 0.99), "ms"));
    }

    /** A word counts as understood when at least one document that has it is among the hundred best. */
    private static List<Figure> typos(SearchEngine engine, MadeItems made) {
        List<Figure> figures = new ArrayList<>();
        for (int edits = 1; edits <= 2; edits++) {
            int understood = 0;
            int lookedFor = 0;
            int understoodOfThese = 0;
            for (int i = 0; i < TYPOS; i++) {
                String word = made.tellingWord();
                String misspelt = made.misspelt(word, edits);
                boolean isLookedFor = Dictionary.edits(misspelt) >= edits;
                boolean isUnderstood = isUnderstood(engine, word, misspelt);
                understood += isUnderstood ? 1 : 0;
                lookedFor += isLookedFor ? 1 : 0;
                understoodOfThese += isLookedFor && isUnderstood ? 1 : 0;
            }
            String what = "words understood with " + edits + " edit" + (edits == 1 ? "" : "s");
            figures.add(figure(what, (double) understood / TYPOS, ""));
            figures.add(figure(what + ", of those long enough for it", (double) understoodOfThese / lookedFor, ""));
        }
        return figures;
    }

    private static boolean isUnderstood(SearchEngine engine, String word, String misspelt) {
        List<DocumentKey> right = keys(engine, word);
        List<DocumentKey> found = keys(engine, misspelt);
        return found.stream().limit(100).anyMatch(right::contains);
    }

    private static List<DocumentKey> keys(SearchEngine engine, String words) {
        return engine.match(question(words, List.of(), List.of())).best().stream()
                .map(Matches.Match::key)
                .toList();
    }

    /** While another thread searches as fast as it can. */
    private static List<Figure> updates(SearchEngine engine, MadeItems made) throws IOException {
        long[] took = new long[UPDATES];
        AtomicBoolean isOver = new AtomicBoolean();
        MadeItems questions = new MadeItems(SEED + 3);
        Thread load = Thread.ofPlatform().start(() -> {
            for (int i = 0; !isOver.get(); i++) {
                search(engine, questions, i);
            }
        });
        try {
            for (int i = 0; i < took.length; i++) {
                Searchable changed = made.item(i);
                long begun = System.nanoTime();
                engine.put(changed, null);
                engine.refresh();
                took[i] = System.nanoTime() - begun;
            }
        } finally {
            isOver.set(true);
            join(load);
        }
        return List.of(
                figure("update visible under load, p50", milliseconds(took, 0.5), "ms"),
                figure("update visible under load, p99", milliseconds(took, 0.99), "ms"));
    }

    /** Meanings are made, as thinking 200,000 of them takes an hour; they are as many and as large as real ones. */
    private static Figure meanings(SearchEngine engine, MadeItems made) throws IOException {
        long start = System.nanoTime();
        Map<Searchable, float[]> batch = new HashMap<>();
        MadeItems again = new MadeItems(SEED);
        for (int i = 0; i < ITEMS; i++) {
            batch.put(again.item(i), made.meaning(DIMENSIONS));
            if (batch.size() == BATCH || i == ITEMS - 1) {
                engine.addMeanings(batch);
                batch.clear();
            }
        }
        engine.refresh();
        engine.commit(Map.of());
        return figure("meanings added", ITEMS / seconds(start), "items/s");
    }

    /** At an even pace; a question that waits for the one before it has begun when it was due. */
    private List<Figure> blended(SearchEngine engine, MadeItems made) throws IOException {
        Meanings model = Meanings.loaded(json);
        long[] took = new long[BLENDED];
        for (int i = -BLENDED / 4; i < 0; i++) {
            blended(engine, made, model);
        }
        long start = System.nanoTime();
        for (int i = 0; i < took.length; i++) {
            long due = start + i * PACE.toNanos();
            long early = due - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
            blended(engine, made, model);
            took[i] = System.nanoTime() - due;
        }
        String what = "search by words and meaning, four facets, 20 shown, "
                + Duration.ofSeconds(1).dividedBy(PACE) + " a second, in the process";
        return List.of(
                figure(what + ", p50", milliseconds(took, 0.5), "ms"),
                figure(what + ", p99", milliseconds(took, 0.99), "ms"));
    }

    private static void blended(SearchEngine engine, MadeItems made, Meanings model) {
        String words = made.word() + " " + made.tellingWord() + " " + made.tellingWord();
        Question question = new Question(
                Typed.of(words),
                EnumSet.of(Kind.ITEM),
                List.of(),
                FACETS,
                new Question.Meaning(Objects.requireNonNull(model.ofQuestion(words)), -1, 100),
                Vocabulary.NONE,
                false,
                null,
                null,
                400);
        Matches matches = engine.match(question);
        engine.show(
                question,
                matches.best().stream().limit(PAGE).map(Matches.Match::key).toList());
    }

    /** As Linux counts it; of other systems it is not known. */
    private static double residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Numbers.finite(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Figure figure(String name, double value, String unit) {
        return Figure.of(name, value, unit, SEED);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double milliseconds(long[] took, double part) {
        long[] sorted = took.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))] / 1e6;
    }
}
