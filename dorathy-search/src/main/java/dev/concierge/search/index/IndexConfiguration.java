package dev.concierge.search.index;

import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.lucene.LuceneEngine;
import dev.concierge.search.lucene.OlderIndexes;
import dev.concierge.search.lucene.QueryLimits;
import dev.concierge.search.opensearch.OpenSearchEngine;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IndexSettings.class)
class IndexConfiguration {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** For whatever is no search: writing, and removing all of a kind. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    @Bean
    OlderIndexes olderIndexes(IndexSettings settings) {
        return new OlderIndexes(settings.dir());
    }

    @Bean
    SearchEngine searchEngine(
            IndexSettings settings,
            OlderIndexes older,
            @Value("${concierge.search.meaning.model}") String model,
            JsonMapper json,
            MeterRegistry meters)
            throws IOException {
        QueryLimits limits = new QueryLimits(settings.queryWords(), settings.queryTime(), meters);
        boolean meaningFollows = !model.equals("none");
        return switch (settings.engine()) {
            case LUCENE -> LuceneEngine.open(older.current(), limits, json, meaningFollows);
            case OPENSEARCH ->
                OpenSearchEngine.open(
                        cluster(settings.opensearch()), settings.opensearch().prefix(), limits, json, meaningFollows);
        };
    }

    private static RestClient cluster(IndexSettings.OpenSearch settings) {
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        http.setReadTimeout(ANSWER);
        RestClient.Builder cluster =
                RestClient.builder().baseUrl(settings.url().toString()).requestFactory(http);
        if (!settings.user().isEmpty()) {
            cluster.defaultHeaders(headers -> headers.setBasicAuth(settings.user(), settings.password()));
        }
        return cluster.build();
    }
}
