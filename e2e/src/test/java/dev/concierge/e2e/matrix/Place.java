package dev.concierge.e2e.matrix;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Where the fleet is asked: at the service itself, or through the gateway. */
sealed interface Place {
    HttpRequest request(String service, Call call);

    record AtService(UnaryOperator<String> urls) implements Place {
        @Override
        public HttpRequest request(String service, Call call) {
            return build(urls.apply(service) + call.path(), call).build();
        }

        @Override
        public String toString() {
            return "at the service";
        }
    }

    /** Each request comes from an address of its own, so that refusals are not counted together. */
    record AtGateway(String url, AtomicInteger clients) implements Place {
        AtGateway(String url) {
            this(url, new AtomicInteger());
        }

        @Override
        public HttpRequest request(String service, Call call) {
            int client = clients.incrementAndGet();
            return build(url + call.path().replaceFirst("^/ops(?=/)", "/ops/" + service), call)
                    .header(
                            "X-Forwarded-For",
                            "10." + (client >> 16 & 255) + "." + (client >> 8 & 255) + "." + (client & 255))
                    .build();
        }

        @Override
        public String toString() {
            return "through the gateway";
        }
    }

    private static HttpRequest.Builder build(String url, Call call) {
        String body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                // so that a server may refuse a large body without reading it
                .expectContinue(body != null && body.length() > 100_000)
                .method(
                        call.method(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, call.charset()));
        call.headers().forEach(request::header);
        return request;
    }
}
