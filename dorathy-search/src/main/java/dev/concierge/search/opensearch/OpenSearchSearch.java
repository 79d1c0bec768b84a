package dev.concierge.search.opensearch;

import dev.concierge.platform.input.Numbers;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Filter;
import dev.concierge.search.engine.Found;
import dev.concierge.search.engine.Matches;
import dev.concierge.search.engine.Matches.Count;
import dev.concierge.search.engine.Matches.Match;
import dev.concierge.search.engine.Matches.Spot;
import dev.concierge.search.engine.Question;
import dev.concierge.search.engine.Question.Sorting;
import dev.concierge.search.lucene.QueryLimits;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.words.AskedWord;
import dev.concierge.search.words.AskedWord.Variant;
import dev.concierge.search.words.Fields;
import dev.concierge.search.words.ReadWords;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One question to an index. */
final class OpenSearchSearch {
    private static final int COUNTED = 10_000;
    private static final int MOST_VALUES = 50;
    /** Of so many documents that pass the filters the meaning is compared. */
    private static final int COMPARED = 50_000;

    private static final String ATTRIBUTE = Fields.ATTRIBUTES + ".";
    private static final String PRODUCT = """
            if (doc['meaning'].size() == 0) { return -2.0; }
            def meaning = doc['meaning'].value;
            double sum = 0;
            int at = meaning.offset;
            for (int i = 0; i < params.q.length && at + 3 < meaning.offset + meaning.length; i++) {
              int bits = ((meaning.bytes[at] & 255) << 24) | ((meaning.bytes[at + 1] & 255) << 16)
                | ((meaning.bytes[at + 2] & 255) << 8) | (meaning.bytes[at + 3] & 255);
              sum += params.q[i] * Float.intBitsToFloat(bits);
              at += 4;
            }
            return sum;""";

    private final Cluster cluster;
    private final String index;
    private final Queries queries;
    private final QueryLimits limits;
    private final Question question;
    private final ReadWords.Read read;

    OpenSearchSearch(
            Cluster cluster,
            String index,
            Queries queries,
            QueryLimits limits,
            Question question,
            ReadWords.Read read) {
        this.cluster = cluster;
        this.index = index;
        this.queries = queries;
        this.limits = limits;
        this.question = question;
        this.read = read;
    }

    Matches match() throws IOException {
        JsonNode best = search(best());
        boolean isCut = best.path("timed_out").asBoolean();
        limits.onTime(isCut);
        Map<String, Match> matches = new LinkedHashMap<>();
        best.at("/hits/hits")
                .forEach(hit ->
                        matches.put(id(hit), match(hit, hit.path("_score").asDouble(0))));
        Map<String, List<Count>> facets = new LinkedHashMap<>();
        question.facets().forEach(facet -> facets.put(facet, values(best, facet)));
        long total = best.at("/hits/total/value").asLong() + addNear(matches, facets);
        return new Matches(
                List.copyOf(matches.values()),
                total,
                best.at("/hits/total/relation").asString("eq").equals("eq"),
                facets,
                read.didYouMean().isEmpty() ? null : read.didYouMean(),
                isCut);
    }

    private JsonNode search(JsonNode asked) throws IOException {
        return cluster.call(HttpMethod.POST, "/" + index + "/_search?include_named_queries_score=true", asked);
    }

    private static String id(JsonNode hit) {
        return hit.path("_id").asString();
    }

    private ObjectNode best() {
        ObjectNode asked = shown(question.most());
        asked.put("timeout", Math.max(1, limits.time().toMillis()) + "ms");
        ObjectNode bool = asked.putObject("query").putObject("bool");
        bool.putArray("must").add(queries.anyWord(question, read));
        queries.filter(question, bool);
        if (question.facets().isEmpty()) {
            asked.put("track_total_hits", COUNTED);
        } else {
            asked.put("track_total_hits", true);
            addFacets(asked);
        }
        Sorting sorting = question.sort();
        if (sorting != null) {
            ArrayNode sort = asked.putArray("sort");
            sort.add(by(sorting));
            sort.addObject().put(Fields.KEY, "asc");
            Question.Place after = question.after();
            if (after != null) {
                asked.putArray("search_after")
                        .add(value(sorting, after.value()))
                        .add(after.key());
            }
        }
        return asked;
    }

    /** A list of so many, with what is known of each. */
    private ObjectNode shown(int most) {
        ObjectNode asked = Cluster.object().put("size", most);
        asked.putArray("_source").add("key").add("topics").add("savedAt").add("spot");
        if (question.near() != null) {
            ObjectNode script =
                    asked.putObject("script_fields").putObject("near").putObject("script");
            product(script, PRODUCT);
        }
        return asked;
    }

    private void product(ObjectNode script, String source) {
        script.put("source", source);
        ArrayNode q = script.putObject("params").putArray("q");
        for (float one : Objects.requireNonNull(question.near()).meaning()) {
            q.add(one);
        }
    }

    private static JsonNode value(Sorting sorting, String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (sorting.by()) {
            case TITLE -> nodes.stringNode(text);
            case SAVED_AT -> nodes.numberNode(Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
            case PRICE, DISTANCE ->
                Sorting.isOfWhatHasNone(text) ? nodes.stringNode(text) : nodes.numberNode(Numbers.finite(text));
        };
    }

    /** As {@link #value} reads it. */
    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static ObjectNode by(Sorting sorting) {
        String order = sorting.isDescending() ? "desc" : "asc";
        ObjectNode by = Cluster.object();
        switch (sorting.by()) {
            case SAVED_AT -> by.putObject(Fields.SAVED_AT).put("order", order).put("missing", "_last");
            case PRICE -> by.putObject(Fields.PRICE).put("order", order).put("missing", "_last");
            case TITLE -> by.putObject(Fields.TITLE_SORT).put("order", order).put("missing", "_last");
            case DISTANCE -> {
                Filter.Within near = Objects.requireNonNull(sorting.near());
                ObjectNode distance =
                        by.putObject("_geo_distance").put("order", "asc").put("unit", "m");
                distance.putObject(Fields.SPOT).put("lat", near.lat()).put("lon", near.lon());
            }
        }
        return by;
    }

    private void addFacets(ObjectNode asked) {
        ObjectNode aggs = asked.putObject("aggs");
        question.facets().forEach(facet -> {
            boolean isAttribute = facet.startsWith(ATTRIBUTE);
            ObjectNode terms = aggs.putObject(facet.replaceAll("[\\[\\]>]", "_"))
                    .putObject("terms")
                    .put("field", isAttribute ? Fields.ATTRIBUTES : facet)
                    .put("size", MOST_VALUES);
            if (isAttribute) {
                terms.put("include", Queries.literally(name(facet)) + ".*");
            }
            ArrayNode order = terms.putArray("order");
            order.addObject().put("_count", "desc");
            order.addObject().put("_key", "asc");
        });
    }

    /** With what stands between an attribute's name and its value. */
    private static String name(String facet) {
        return facet.substring(ATTRIBUTE.length()) + Fields.IS;
    }

    private static List<Count> values(JsonNode answer, String facet) {
        int cut = facet.startsWith(ATTRIBUTE) ? name(facet).length() : 0;
        List<Count> values = new ArrayList<>();
        answer.path("aggregations")
                .path(facet.replaceAll("[\\[\\]>]", "_"))
                .path("buckets")
                .forEach(bucket -> values.add(new Count(
                        bucket.path("key").asString().substring(cut),
                        bucket.path("doc_count").asLong())));
        return values;
    }

    /** @return how many are found by their meaning alone */
    private long addNear(Map<String, Match> matches, Map<String, List<Count>> facets) throws IOException {
        Question.Meaning near = question.near();
        if (near == null || question.sort() != null) {
            return 0;
        }
        ObjectNode asked = shown(near.most())
                .put("min_score", near.atLeast() + 1)
                .put("terminate_after", COMPARED)
                .put("timeout", Math.max(1, limits.time().toMillis()) + "ms");
        ObjectNode scored = asked.putObject("query").putObject("script_score");
        queries.filter(question, scored.putObject("query").putObject("bool"));
        product(
                scored.putObject("script"),
                PRODUCT.replace("return -2.0", "return 0.0").replace("return sum;", "return Math.max(0.0, sum + 1);"));
        Map<String, JsonNode> nearest = new LinkedHashMap<>();
        search(asked).at("/hits/hits").forEach(hit -> nearest.put(id(hit), hit));
        Map<String, Double> words = words(List.copyOf(nearest.keySet()));
        nearest.forEach((id, hit) -> matches.computeIfAbsent(id, _ -> match(hit, words.getOrDefault(id, 0.0))));
        List<String> only =
                nearest.keySet().stream().filter(id -> !words.containsKey(id)).toList();
        count(only, facets);
        return only.size();
    }

    /** The scores by words of those that have any. */
    private Map<String, Double> words(List<String> ids) throws IOException {
        ObjectNode asked = Cluster.object().put("size", ids.size());
        asked.put("_source", false);
        ObjectNode bool = asked.putObject("query").putObject("bool");
        bool.putArray("must").add(queries.anyWord(question, read));
        bool.putArray("filter").add(Queries.ids(ids));
        Map<String, Double> scores = new HashMap<>();
        if (!ids.isEmpty()) {
            search(asked)
                    .at("/hits/hits")
                    .forEach(hit -> scores.put(id(hit), hit.path("_score").asDouble()));
        }
        return scores;
    }

    /** Beside the others. */
    private void count(List<String> only, Map<String, List<Count>> facets) throws IOException {
        if (only.isEmpty() || facets.isEmpty()) {
            return;
        }
        ObjectNode asked = Cluster.object().put("size", 0);
        asked.set("query", Queries.ids(only));
        addFacets(asked);
        JsonNode answer = search(asked);
        facets.replaceAll((facet, counts) -> {
            Map<String, Long> both = new HashMap<>();
            counts.forEach(count -> both.merge(count.value(), count.documents(), Long::sum));
            values(answer, facet).forEach(count -> both.merge(count.value(), count.documents(), Long::sum));
            return both.entrySet().stream()
                    .map(count -> new Count(count.getKey(), count.getValue()))
                    .sorted(Comparator.comparingLong(Count::documents)
                            .reversed()
                            .thenComparing(Count::value))
                    .limit(MOST_VALUES)
                    .toList();
        });
    }

    private Match match(JsonNode hit, double score) {
        JsonNode source = hit.path("_source");
        List<String> topics = new ArrayList<>();
        source.path("topics").forEach(topic -> topics.add(topic.asString()));
        JsonNode spot = source.path("spot");
        double product = hit.at("/fields/near/0").asDouble(-2);
        return new Match(
                DocumentKey.of(source.path("key").asString()),
                question.typed().isEverything() ? 0 : score / Math.max(Double.MIN_NORMAL, read.most()),
                product < -1.5 ? null : product,
                topics,
                Instant.ofEpochMilli(source.path("savedAt").asLong()),
                spot.isObject()
                        ? new Spot(spot.path("lat").asDouble(), spot.path("lon").asDouble())
                        : null,
                text(hit.path("sort").path(0)));
    }

    List<Found> show(List<DocumentKey> keys, MakeSource sources, TextAnalysis analysis) throws IOException {
        ObjectNode asked = Cluster.object().put("size", keys.size());
        asked.putArray("_source").add("source");
        ObjectNode bool = asked.putObject("query").putObject("bool");
        bool.putArray("filter")
                .add(Queries.ids(keys.stream().map(DocumentKey::toString).toList()));
        ArrayNode should = bool.putArray("should");
        for (int word = 0; word < read.words().size(); word++) {
            List<Variant> variants = read.words().get(word).variants();
            for (int variant = 0; variant < variants.size(); variant++) {
                should.add(Queries.variant(variants.get(variant), word + "." + variant));
            }
        }
        Map<String, JsonNode> there = new HashMap<>();
        search(asked).at("/hits/hits").forEach(hit -> there.put(id(hit), hit));
        List<Found> found = new ArrayList<>();
        for (DocumentKey key : keys) {
            JsonNode hit = there.get(key.toString());
            if (hit != null) {
                Searchable document = sources.searchable(hit.path("_source"));
                found.add(new Found(document, words(hit.path("matched_queries")), read.marks(document, analysis)));
            }
        }
        return found;
    }

    /** What each word adds, by that of its variants that adds most. */
    private List<Found.WordFound> words(JsonNode scores) {
        List<Found.WordFound> words = new ArrayList<>();
        for (int word = 0; word < read.words().size(); word++) {
            AskedWord asked = read.words().get(word);
            double most = 0;
            @Nullable Variant by = null;
            for (int variant = 0; variant < asked.variants().size(); variant++) {
                double points = scores.path(word + "." + variant).asDouble(0);
                if (points > most) {
                    most = points;
                    by = asked.variants().get(variant);
                }
            }
            if (by != null) {
                words.add(new Found.WordFound(asked.typed(), by.text(), by.form(), most / read.most()));
            }
        }
        return words;
    }
}
