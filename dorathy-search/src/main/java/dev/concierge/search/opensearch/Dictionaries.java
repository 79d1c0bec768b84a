package dev.concierge.search.opensearch;

import dev.concierge.search.document.Kind;
import dev.concierge.search.engine.Vocabulary;
import dev.concierge.search.text.Language;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.text.TextAnalysis.Word;
import dev.concierge.search.words.Dictionary;
import dev.concierge.search.words.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The words of an index, as far as one question needs them: those that it may have are counted in one call. */
final class Dictionaries implements Dictionary.Shelf {
    private final Cluster cluster;
    private final String index;
    private final Map<String, Map<String, Integer>> documents = new HashMap<>();
    private final Map<String, Integer> all = new HashMap<>();

    Dictionaries(
            Cluster cluster, String index, TextAnalysis analysis, String text, Set<Kind> kinds, Vocabulary vocabulary)
            throws IOException {
        this.cluster = cluster;
        this.index = index;
        Map<String, ObjectNode> counted = new LinkedHashMap<>();
        for (boolean ofOperators : Fields.families(kinds)) {
            String words = Fields.words(ofOperators);
            counted.put(name(words, ""), exists(words));
            for (Language language : Language.values()) {
                counted.put(name(Fields.stems(ofOperators, language), ""), exists(Fields.stems(ofOperators, language)));
            }
            for (Word word : analysis.asked(text)) {
                add(counted, words, word.text());
                vocabulary
                        .synonyms()
                        .getOrDefault(word.text(), List.of())
                        .forEach(synonym -> analysis.asked(synonym).forEach(part -> add(counted, words, part.text())));
                if (TextAnalysis.isWithoutSpaces(word.text())) {
                    word.text()
                            .codePoints()
                            .mapToObj(Character::toString)
                            .forEach(single -> add(counted, words, single));
                } else {
                    for (Language language : Language.values()) {
                        analysis.stemmed(language, text.substring(word.start(), word.end()))
                                .forEach(stem -> add(counted, Fields.stems(ofOperators, language), stem.text()));
                    }
                }
            }
        }
        count(counted);
    }

    private static String name(String field, String word) {
        return field + " " + word;
    }

    private static void add(Map<String, ObjectNode> counted, String field, String word) {
        counted.putIfAbsent(name(field, word), term(field, word));
    }

    private static ObjectNode exists(String field) {
        ObjectNode exists = Cluster.object();
        exists.putObject("exists").put("field", field);
        return exists;
    }

    private static ObjectNode term(String field, String word) {
        ObjectNode term = Cluster.object();
        term.putObject("term").put(field, word);
        return term;
    }

    private void count(Map<String, ObjectNode> counted) throws IOException {
        ObjectNode asked = Cluster.object().put("size", 0).put("track_total_hits", false);
        ObjectNode filters =
                asked.putObject("aggs").putObject("n").putObject("filters").putObject("filters");
        counted.forEach(filters::set);
        JsonNode buckets =
                cluster.call(HttpMethod.POST, "/" + index + "/_search", asked).at("/aggregations/n/buckets");
        counted.keySet().forEach(name -> {
            int space = name.indexOf(' ');
            String field = name.substring(0, space);
            String word = name.substring(space + 1);
            int found = buckets.path(name).path("doc_count").asInt();
            if (word.isEmpty()) {
                all.put(field, found);
            } else {
                documents.computeIfAbsent(field, _ -> new HashMap<>()).put(word, found);
            }
        });
    }

    @Override
    public Dictionary of(String field) {
        return new OfField(field, documents.computeIfAbsent(field, _ -> new HashMap<>()));
    }

    private final class OfField implements Dictionary {
        private final String field;
        private final Map<String, Integer> known;

        private OfField(String field, Map<String, Integer> known) {
            this.field = field;
            this.known = known;
        }

        @Override
        public String field() {
            return field;
        }

        @Override
        public int documents(String word) throws IOException {
            Integer found = known.get(word);
            if (found == null) {
                count(Map.of(name(field, word), term(field, word)));
                found = known.getOrDefault(word, 0);
            }
            return found;
        }

        @Override
        public int all() {
            return all.getOrDefault(field, 0);
        }

        @Override
        public List<Entry> typos(String word) throws IOException {
            int edits = Dictionary.edits(word);
            if (edits == 0) {
                return List.of();
            }
            ObjectNode asked = Cluster.object().put("size", 0);
            ObjectNode suggest = asked.putObject("suggest").putObject("near").put("text", word);
            suggest.putObject("term")
                    .put("field", field)
                    .put("analyzer", "keyword")
                    .put("suggest_mode", "always")
                    .put("max_edits", edits)
                    .put("prefix_length", 0)
                    .put("min_word_length", 3)
                    .put("size", MOST_TYPOS)
                    .put("shard_size", MOST_TYPOS * 2)
                    .put("max_inspections", 50)
                    .put("accuracy", 0.3);
            List<Entry> entries = new ArrayList<>();
            for (JsonNode option : cluster.call(HttpMethod.POST, "/" + index + "/_search", asked)
                    .at("/suggest/near/0/options")) {
                entry(word, option.path("text").asString(), option.path("freq").asInt(), edits, entries);
            }
            if (entries.isEmpty()) {
                fuzzy(word, edits, entries);
            }
            return Dictionary.best(entries, MOST_TYPOS);
        }

        /** Suggestions of two edits have the first letter right; documents are found without it. */
        private void fuzzy(String word, int edits, List<Entry> entries) throws IOException {
            ObjectNode asked = Cluster.object().put("size", MOST_TYPOS);
            String dictionary = field.replace("words", "dictionary");
            asked.putArray("_source").add(dictionary);
            asked.putObject("query")
                    .putObject("fuzzy")
                    .putObject(field)
                    .put("value", word)
                    .put("fuzziness", edits)
                    .put("prefix_length", 0);
            Map<String, ObjectNode> near = new LinkedHashMap<>();
            for (JsonNode hit : cluster.call(HttpMethod.POST, "/" + index + "/_search", asked)
                    .at("/hits/hits")) {
                for (JsonNode one : hit.at("/_source/" + dictionary.replace('.', '/'))) {
                    if (Edits.between(word, one.asString()) <= edits) {
                        add(near, field, one.asString());
                    }
                }
            }
            if (!near.isEmpty()) {
                count(near);
                for (String name : near.keySet()) {
                    String found = name.substring(name.indexOf(' ') + 1);
                    entry(word, found, known.getOrDefault(found, 0), edits, entries);
                }
            }
        }

        private void entry(String word, String near, int found, int edits, List<Entry> entries) {
            int distance = Edits.between(word, near);
            if (distance <= edits && found > 0) {
                int letters = Math.min(word.codePointCount(0, word.length()), near.codePointCount(0, near.length()));
                known.put(near, found);
                entries.add(new Entry(near, found, 1 - (float) distance / letters));
            }
        }

        @Override
        public List<Entry> endings(String beginning) throws IOException {
            ObjectNode asked = Cluster.object().put("size", 0);
            asked.putObject("aggs")
                    .putObject("endings")
                    .putObject("terms")
                    .put("field", field.replace("words", "dictionary"))
                    .put("include", Queries.literally(beginning) + ".*")
                    .put("size", MOST_ENDINGS);
            List<Entry> entries = new ArrayList<>();
            for (JsonNode bucket : cluster.call(HttpMethod.POST, "/" + index + "/_search", asked)
                    .at("/aggregations/endings/buckets")) {
                String word = bucket.path("key").asString();
                int found = bucket.path("doc_count").asInt();
                known.put(word, found);
                entries.add(new Entry(word, found, 1));
            }
            return entries;
        }
    }
}
