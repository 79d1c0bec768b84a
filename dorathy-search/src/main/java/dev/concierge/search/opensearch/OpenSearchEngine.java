package dev.concierge.search.opensearch;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Found;
import dev.concierge.search.engine.Matches;
import dev.concierge.search.engine.Question;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.lucene.QueryLimits;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.text.TextAnalysis.Word;
import dev.concierge.search.words.Fields;
import dev.concierge.search.words.ReadWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An index that all pods share. Each pod reads the topics and writes what they say; a pod that is behind writes an older state
 * for the moments until it has read the newer one, so they agree in the end, and the position is that of whoever committed last.
 */
public final class OpenSearchEngine implements SearchEngine {
    private static final Logger log = LoggerFactory.getLogger(OpenSearchEngine.class);

    /** Raised when documents are made differently: the index of now is built beside an older one. */
    private static final String SCHEMA = "-schema-1";

    private static final int AT_ONCE = 500;
    /** Bytes of a document's id that OpenSearch takes. */
    private static final int LONGEST_ID = 512;
    /** Of a question: with all that stands for them they are clauses, of which OpenSearch takes 1024. */
    private static final int MOST_WORDS = 64;

    private static final int AGAIN = 3;
    private static final int REFUSED = 400;
    private static final int CONFLICT = 409;

    private final Cluster cluster;
    private final String index;
    private final TextAnalysis analysis = new TextAnalysis();
    private final Queries queries = new Queries(analysis);
    private final QueryLimits limits;
    private final ReadWords words;
    private final MakeSource sources;
    /** Held while something is written. */
    private final ReentrantLock writing = new ReentrantLock();

    private final List<JsonNode> unsent = new ArrayList<>();
    private boolean isBehind;

    private OpenSearchEngine(
            Cluster cluster, String index, QueryLimits limits, JsonMapper json, boolean meaningFollows) {
        this.cluster = cluster;
        this.index = index;
        this.limits = limits;
        this.words = new ReadWords(analysis, Math.min(MOST_WORDS, limits.words()));
        this.sources = new MakeSource(analysis, json, meaningFollows);
    }

    /**
     * @param prefix of the names of its indexes
     * @param meaningFollows whether somebody adds the meaning of documents that come without
     */
    public static OpenSearchEngine open(
            RestClient http, String prefix, QueryLimits limits, JsonMapper json, boolean meaningFollows)
            throws IOException {
        OpenSearchEngine engine =
                new OpenSearchEngine(new Cluster(http, json), prefix + SCHEMA, limits, json, meaningFollows);
        engine.create(json);
        return engine;
    }

    private void create(JsonMapper json) throws IOException {
        JsonNode there = cluster.find("/" + index + "/_mapping");
        if (there == null) {
            try (InputStream mapping =
                    Objects.requireNonNull(OpenSearchEngine.class.getResourceAsStream("/opensearch/index.json"))) {
                cluster.call(HttpMethod.PUT, "/" + index, json.readTree(mapping));
            } catch (IOException failure) {
                // another pod may have been faster
                there = cluster.find("/" + index + "/_mapping");
                if (there == null) {
                    throw failure;
                }
            }
        }
        if (there != null) {
            sources.knows(there.at("/" + index + "/mappings/properties/number/properties").properties().stream()
                    .map(Map.Entry::getKey)
                    .toList());
        }
    }

    @Override
    public void put(Searchable document, float @Nullable [] meaning) throws IOException {
        if (!isId(document.key())) {
            throw new IllegalArgumentException(
                    "id: longer than OpenSearch takes (expected: at most " + LONGEST_ID + " bytes with its kind)");
        }
        ObjectNode action = Cluster.object();
        action.putObject("index").put("_id", document.key().toString());
        write(action, sources.of(document, meaning));
    }

    @Override
    public void remove(DocumentKey key) throws IOException {
        if (isId(key)) {
            ObjectNode action = Cluster.object();
            action.putObject("delete").put("_id", key.toString());
            write(action, null);
        }
    }

    private static boolean isId(DocumentKey key) {
        return key.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID;
    }

    private void write(ObjectNode action, @Nullable JsonNode source) throws IOException {
        writing.lock();
        try {
            unsent.add(action);
            if (source != null) {
                unsent.add(source);
            }
            if (unsent.size() >= AT_ONCE) {
                send();
            }
        } finally {
            writing.unlock();
        }
    }

    /** What fails is gone from here: everybody begins again where the index was committed. */
    private void send() throws IOException {
        if (unsent.isEmpty()) {
            return;
        }
        List<JsonNode> lines = List.copyOf(unsent);
        unsent.clear();
        try {
            check(cluster.bulk("/" + index + "/_bulk", lines));
        } catch (IOException failure) {
            isBehind = true;
            throw failure;
        }
    }

    private static void check(JsonNode answer) throws IOException {
        for (JsonNode item : answer.path("items")) {
            JsonNode one = item.values().iterator().next();
            int status = one.path("status").asInt();
            if (status == REFUSED) {
                log.warn(
                        "{} cannot be indexed and is left out: {}",
                        one.path("_id").asString(),
                        one.path("error"));
            } else if (status > REFUSED && status != CONFLICT && status != 404) {
                throw new IOException("OpenSearch does not write " + one);
            }
        }
    }

    @Override
    public void clear(Kind kind) throws IOException {
        writing.lock();
        try {
            send();
            refreshed();
            ObjectNode all = Cluster.object();
            all.set("query", Queries.kinds(Set.of(kind)));
            cluster.call(HttpMethod.POST, "/" + index + "/_delete_by_query?refresh=true&conflicts=proceed", all);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void refresh() throws IOException {
        writing.lock();
        try {
            send();
            refreshed();
        } finally {
            writing.unlock();
        }
    }

    private void refreshed() throws IOException {
        cluster.call(HttpMethod.POST, "/" + index + "/_refresh", null);
    }

    @Override
    public void commit(Map<String, String> position) throws IOException {
        writing.lock();
        try {
            send();
            ObjectNode kept = Cluster.object();
            ObjectNode offsets = kept.putObject("position");
            position.forEach(offsets::put);
            cluster.call(HttpMethod.PUT, "/" + index + "-position/_doc/position", kept);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Map<String, String> position() {
        try {
            JsonNode kept = cluster.find("/" + index + "-position/_doc/position");
            Map<String, String> position = new HashMap<>();
            if (kept != null) {
                kept.at("/_source/position")
                        .properties()
                        .forEach(offset ->
                                position.put(offset.getKey(), offset.getValue().asString()));
            }
            return position;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    @Override
    public boolean recover() {
        writing.lock();
        try {
            boolean was = isBehind;
            isBehind = false;
            if (was) {
                unsent.clear();
                log.warn("OpenSearch did not take what was written: all goes on from the last commit");
            }
            return was;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Matches match(Question question) {
        return read(() -> {
            ReadWords.Read read = read(question);
            limits.onWords(read.isCut());
            return new OpenSearchSearch(cluster, index, queries, limits, question, read).match();
        });
    }

    @Override
    public List<Found> show(Question question, List<DocumentKey> keys) {
        return keys.isEmpty()
                ? List.of()
                : read(() -> new OpenSearchSearch(cluster, index, queries, limits, question, read(question))
                        .show(keys, sources, analysis));
    }

    private ReadWords.Read read(Question question) throws IOException {
        String text = question.typed().words();
        return words.of(
                text,
                question.kinds(),
                question.vocabulary(),
                question.isTyping(),
                new Dictionaries(cluster, index, analysis, text, question.kinds(), question.vocabulary()));
    }

    @Override
    public List<String> complete(String typed, Set<Kind> kinds, int most) {
        List<String> beginnings = analysis.asked(typed).stream()
                .map(Word::text)
                .map(Fields::beginning)
                .toList();
        if (beginnings.isEmpty()) {
            return List.of();
        }
        return read(() -> {
            Set<String> titles = new LinkedHashSet<>();
            for (boolean ofOperators : Fields.families(kinds)) {
                ObjectNode asked = Cluster.object().put("size", most * AGAIN);
                ArrayNode all = asked.putObject("query").putObject("bool").putArray("filter");
                all.add(Queries.kinds(kinds));
                beginnings.forEach(
                        beginning -> all.addObject().putObject("term").put(Fields.beginnings(ofOperators), beginning));
                documents(asked).forEach(document -> titles.add(document.title()));
            }
            return titles.stream().limit(most).toList();
        });
    }

    @Override
    public List<Searchable> withoutMeaning(int most) {
        return read(() -> {
            ObjectNode asked = Cluster.object().put("size", most);
            asked.set("query", pending());
            return documents(asked);
        });
    }

    private List<Searchable> documents(ObjectNode asked) throws IOException {
        asked.putArray("_source").add("source");
        List<Searchable> documents = new ArrayList<>();
        for (JsonNode hit :
                cluster.call(HttpMethod.POST, "/" + index + "/_search", asked).at("/hits/hits")) {
            documents.add(sources.searchable(hit.path("_source")));
        }
        return documents;
    }

    private static ObjectNode pending() {
        ObjectNode pending = Cluster.object();
        pending.putObject("term").put(Fields.PENDING, true);
        return pending;
    }

    /** One that changes meanwhile is written by whoever changes it. */
    @Override
    public void addMeanings(Map<Searchable, float[]> meanings) throws IOException {
        writing.lock();
        try {
            send();
            refreshed();
            Map<String, Searchable> before = new HashMap<>();
            meanings.keySet().forEach(document -> before.put(document.key().toString(), document));
            ObjectNode asked = Cluster.object().put("size", before.size()).put("seq_no_primary_term", true);
            asked.set("query", Queries.ids(List.copyOf(before.keySet())));
            asked.putArray("_source").add("source");
            List<JsonNode> lines = new ArrayList<>();
            for (JsonNode hit : cluster.call(HttpMethod.POST, "/" + index + "/_search", asked)
                    .at("/hits/hits")) {
                String key = hit.path("_id").asString();
                Searchable now = sources.searchable(hit.path("_source"));
                if (now.equals(before.get(key))) {
                    ObjectNode action = Cluster.object();
                    action.putObject("index")
                            .put("_id", key)
                            .put("if_seq_no", hit.path("_seq_no").asLong())
                            .put("if_primary_term", hit.path("_primary_term").asLong());
                    lines.add(action);
                    lines.add(sources.of(now, meanings.get(now)));
                }
            }
            if (!lines.isEmpty()) {
                check(cluster.bulk("/" + index + "/_bulk", lines));
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public long countWithoutMeaning() {
        return read(() -> {
            ObjectNode asked = Cluster.object();
            asked.set("query", pending());
            return cluster.call(HttpMethod.POST, "/" + index + "/_count", asked)
                    .path("count")
                    .asLong();
        });
    }

    private interface Read<T> {
        T of() throws IOException;
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        analysis.close();
    }
}
