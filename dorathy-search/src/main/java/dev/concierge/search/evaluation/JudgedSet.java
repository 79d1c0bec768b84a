package dev.concierge.search.evaluation;

import dev.concierge.platform.input.Numbers;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents, questions and what people judged of them, in the form of BEIR: {@code corpus.jsonl} {_id, title, text},
 * {@code queries.jsonl} {_id, text}, {@code qrels/test.tsv} with a line of names.
 *
 * @param judgements by question and document, how well it answers; what is not there does not
 */
record JudgedSet(
        List<Searchable> documents, Map<String, String> questions, Map<String, Map<String, Integer>> judgements) {

    static JudgedSet read(Path folder, JsonMapper json) throws IOException {
        List<Searchable> documents = new ArrayList<>();
        for (JsonNode line : lines(folder.resolve("corpus.jsonl"), json)) {
            documents.add(document(line));
        }
        Map<String, String> questions = new LinkedHashMap<>();
        for (JsonNode line : lines(folder.resolve("queries.jsonl"), json)) {
            questions.put(line.path("_id").asString(), line.path("text").asString());
        }
        Map<String, Map<String, Integer>> judgements = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("qrels/test.tsv")).stream()
                .skip(1)
                .toList()) {
            String[] judged = line.split("\t", -1);
            if (judged.length != 3) {
                throw new IOException(folder + "/qrels/test.tsv: " + line + " (expected: question, document, grade)");
            }
            judgements.computeIfAbsent(judged[0], _ -> new LinkedHashMap<>()).put(judged[1], (int)
                    Numbers.whole(judged[2].strip(), 0, 100));
        }
        questions.keySet().retainAll(judgements.keySet());
        return new JudgedSet(documents, questions, judgements);
    }

    private static List<JsonNode> lines(Path file, JsonMapper json) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                lines.add(json.readTree(line));
            }
        }
        return lines;
    }

    private static Searchable document(JsonNode line) {
        return new Searchable(
                new DocumentKey(Kind.ITEM, line.path("_id").asString()),
                "document",
                line.path("title").asString(""),
                line.path("text").asString(""),
                List.of(),
                List.of(),
                line.path("languages").valueStream().map(JsonNode::asString).toList(),
                null,
                null,
                Map.of(),
                Instant.EPOCH);
    }
}
