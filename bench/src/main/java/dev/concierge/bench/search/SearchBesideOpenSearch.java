package dev.concierge.bench.search;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Pod;
import dev.concierge.bench.lab.Requests;
import dev.concierge.bench.lab.Requests.Went;
import dev.concierge.bench.lab.TopicWriter;
import dev.concierge.bench.lab.WarmUp;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.ServiceJar;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Wait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * dorathy-search as its image runs it and a node of OpenSearch, one after another, with the same items and the same
 * questions over HTTP: every third with a typo, one filter, four facets, highlights, 20 shown.
 */
public final class SearchBesideOpenSearch {
    private static final String SERVICE = "dorathy-search";
    private static final String TOPIC = "items";
    private static final int ITEMS = 200_000;
    private static final int QUESTIONS = 3_000;
    private static final int JUDGED = 600;
    private static final int CALLERS = 4;
    private static final long SEED = 38;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final Duration INDEXED = Duration.ofMinutes(5);
    private static final WarmUp WARM_UP = new WarmUp(4, 10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Report report;
    private final Path root;
    private final String commit;

    public SearchBesideOpenSearch(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    private record Asked(String words, String word, boolean isMisspelt) {}

    /** How one of the two did. */
    private record Did(Went alone, Went together, double understood) {}

    public void run() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                Issuer issuer = new Issuer()) {
            lab.createTopics(TOPIC, "date-events", "interactions", "journey-definitions", "users");
            Pod.Place place = new Pod.Place(root, lab, issuer);
            try (Pod search = Pod.start(place, SERVICE, SERVICE, Map.of("CONCIERGE_SEARCH_MEANING", "none"))
                            .awaitReady();
                    OpenSearch peer = OpenSearch.start(root, lab.folder())) {
                List<Asked> asked = fill(lab, peer);
                String token = issuer.service("concierge-service", "search:read");
                Requests ours = new Requests(search.address());
                awaitIndexed(ours, token);
                Did did = measure(
                        ours,
                        asked,
                        words -> ours.get(
                                "/search?mode=words&kind=items&limit=20&filter=price:1000..15000&facet=type&facet=tags"
                                        + "&facet=topics&facet=attributes.level&q="
                                        + URLEncoder.encode(words, StandardCharsets.UTF_8),
                                token),
                        answer -> answer.path("items").valueStream());
                Did peers = measure(
                        new Requests(peer.address()),
                        asked,
                        peer::question,
                        answer -> answer.path("hits").path("hits").valueStream().map(hit -> hit.path("_source")));
                String what = "search over HTTP, a typo in every third, filter, four facets, 20 of %,d items"
                        .formatted(ITEMS);
                beside(what + ", " + CALLERS + " callers", did.together.perSecond(), peers.together.perSecond(), "/s");
                beside(what + ", one caller, p50", did.alone.percentile(50), peers.alone.percentile(50), "ms");
                beside(what + ", one caller, p99", did.alone.percentile(99), peers.alone.percentile(99), "ms");
                beside("misspelt words found among the 20", did.understood, peers.understood, "");
                beside("refused", did.together.refused(), peers.together.refused(), "count");
                report.add(Figure.alone(
                        "resident memory of " + SERVICE,
                        search.server().residentKilobytes() / 1024.0,
                        "MB",
                        SEED,
                        commit));
            }
        }
    }

    private void beside(String name, double ours, double peers, String unit) {
        report.add(Figure.beside(name, ours, unit, "OpenSearch, same run", peers, SEED, commit));
    }

    /** Gives both the same items, and answers what they are to be asked. */
    private List<Asked> fill(Lab lab, OpenSearch peer) throws IOException, InterruptedException {
        Process made = new ProcessBuilder(
                        Java.command(),
                        "-jar",
                        ServiceJar.built(SERVICE, new Home(root)).file().toString(),
                        "figures",
                        "items",
                        Integer.toString(ITEMS),
                        Integer.toString(QUESTIONS))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        lab.folder().resolve("items.log").toFile()))
                .start();
        List<Asked> asked = new ArrayList<>();
        try (BufferedReader lines = made.inputReader();
                TopicWriter topic = new TopicWriter(lab.kafka(), TOPIC)) {
            String line;
            while ((line = lines.readLine()) != null) {
                JsonNode told = JSON.readTree(line);
                if (told.has("question")) {
                    asked.add(new Asked(
                            told.path("question").asString(),
                            told.path("word").asString(),
                            told.path("isMisspelt").asBoolean()));
                } else {
                    String id = told.path("itemId").asString();
                    topic.send(id, id, "item.saved", line.getBytes(StandardCharsets.UTF_8), (_, refused) -> {
                        if (refused != null) {
                            throw new IllegalStateException("the broker did not take an item", refused);
                        }
                    });
                    peer.add(told);
                }
            }
            topic.flush();
        }
        peer.settle();
        if (made.waitFor() != 0 || asked.size() != QUESTIONS) {
            throw new IOException("%d questions were made (expected: %d)".formatted(asked.size(), QUESTIONS));
        }
        return asked;
    }

    /** By a facet, without which no more is counted than is needed to find the best. */
    private static void awaitIndexed(Requests ours, String token) {
        HttpRequest all = ours.get("/search?q=*&kind=items&limit=1&facet=type", token);
        if (!Wait.until(
                INDEXED,
                STEP.dividedBy(5),
                () -> answer(ours, all).path("total").asLong() >= ITEMS)) {
            throw new IllegalStateException("not all items are found after " + INDEXED);
        }
    }

    private static Did measure(
            Requests requests,
            List<Asked> asked,
            Function<String, HttpRequest> question,
            Function<JsonNode, Stream<JsonNode>> hits) {
        IntFunction<HttpRequest> next = number ->
                question.apply(asked.get(Math.floorMod(number, QUESTIONS)).words());
        WARM_UP.run(() -> requests.run(CALLERS, STEP, next).perSecond());
        Went together = requests.run(CALLERS, LENGTH, next);
        Went alone = requests.run(1, LENGTH, next);
        List<Asked> misspelt =
                asked.stream().filter(Asked::isMisspelt).limit(JUDGED).toList();
        long understood = misspelt.stream()
                .filter(one -> hits.apply(answer(requests, question.apply(one.words())))
                        .anyMatch(hit -> hit.path("title").asString().contains(one.word())
                                || hit.path("description").asString().contains(one.word())))
                .count();
        return new Did(alone, together, (double) understood / misspelt.size());
    }

    private static JsonNode answer(Requests requests, HttpRequest request) {
        try {
            return JSON.readTree(requests.answer(request));
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
