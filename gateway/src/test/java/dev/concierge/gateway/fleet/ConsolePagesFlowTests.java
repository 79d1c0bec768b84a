package dev.concierge.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.testsupport.FlowTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FlowTest
class ConsolePagesFlowTests extends FakeFleet {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern SCRIPT = Pattern.compile("src=\"(/console/assets/[^\"]+\\.js)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console"})
    void leadsToTheConsole(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location")).contains("/console/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/guests/0199f1c2/runs",
                "/console/journeys/a.b",
                "/signed-in?code=c&state=s"
            })
    void everyAddressIsTheOnePageUnderAStrictPolicy(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("text/html");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.body()).contains("<title>Concierge</title>").doesNotContain("<style", "style=");
    }

    @Test
    void theConsoleAsksWhereOperatorsSignIn() throws Exception {
        HttpResponse<String> answer = get("/console/issuer.json");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .contains("\"clientId\":\"dashboard\"", "\"scope\":\"openid\"")
                .doesNotContain("http");
    }

    @Test
    void scriptsArePackedOnceAndKeptForGood() throws Exception {
        String script = script();

        HttpResponse<byte[]> packed = CLIENT.send(
                request(script).header("Accept-Encoding", "br, gzip").build(), BodyHandlers.ofByteArray());
        HttpResponse<String> plain = get(script);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(plain.body());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        for (HttpResponse<?> answer : List.of(packed, plain)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("javascript");
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Accept-Encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/assets/gone-12345678.js",
                "/console/assets/",
                "/console/assets/..%2Findex.html",
                "/console/assets/..%2F..%2Fapplication.yaml"
            })
    void aFileThatIsNotThereIsNotThePage(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 401, 404);
    }

    /** Without Node.js the build has no console, and the page in its place names no script of it. */
    private String script() throws Exception {
        Matcher script = SCRIPT.matcher(get("/console/").body());
        boolean isBuilt = script.find();
        assumeThat(isBuilt).as("the console was built").isTrue();
        return script.group(1);
    }
}
