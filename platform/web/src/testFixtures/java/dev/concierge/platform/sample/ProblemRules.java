package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What bad requests and failures answer, on any stack. */
abstract class ProblemRules {
    private static final String TOKEN = IssuerInitializer.ISSUER.token("client", "app", "samples:read");

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    private static void isProblem(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().path("status").intValue()).isEqualTo(status);
        assertThat(answer.json().path("type").stringValue()).isEqualTo("about:blank");
        assertThat(answer.json().path("title").stringValue()).isNotBlank();
        assertThat(answer.json().path("detail").stringValue()).isNotBlank();
        assertThat(answer.json().path("code").stringValue()).as(answer.text()).isEqualTo(code);
        assertThat(answer.json().path("traceId").stringValue()).hasSize(32);
        assertThat(answer.text())
                .doesNotContain("Exception")
                .doesNotContain("dev.concierge")
                .doesNotContain("java.")
                .doesNotContain("jackson")
                .doesNotContain("secret-host");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name": "", "count": 1}                                   | /name "" (expected: not blank)
        {"name": "n", "count": -5}                                 | /count -5 (expected: greater than 0)
        {"name": "n"}                                              | /count missing (expected: a whole number)
        {"name": "n", "count": null}                               | /count null (expected: a whole number)
        {"name": "n", "count": "5"}                                | /count 5 (expected: a whole number)
        {"name": "n", "count": 1.5}                                | /count 1.5 (expected: a whole number)
        {"name": "n", "count": {}}                                 | /count an object (expected: a whole number)
        {"name": "n", "count": 99999999999}                        | /count 99999999999 (expected: a whole number)
        {"name": {"a": 1}, "count": 1}                             | /name an object (expected: text)
        {"name": 7, "count": 1}                                    | /name 7 (expected: text)
        {"name": true, "count": 1}                                 | /name true (expected: text)
        {"name": "n", "count": 1, "items": [{"label": 7}]}         | /items/0/label 7 (expected: text)
        {"name": "n", "count": 1, "colour": "RED"}                 | /colour unknown field
        {"name": "n", "count": 1, "color": "BLUE"}                 | /color BLUE (expected: one of RED, GREEN)
        {"name": "n", "count": 1, "color": 1}                      | /color 1 (expected: one of RED, GREEN)
        {"name": "n", "count": 1, "at": "yesterday"}               | /at yesterday (expected: an instant such as 2026-01-31T12:00:00Z)
        {"name": "n", "count": 1, "id": "7"}                       | /id 7 (expected: a UUID)
        {"name": "n", "count": 1, "items": {}}                     | /items an object (expected: an array)
        {"name": "n", "count": 1, "items": ["x"]}                  | /items/0 text (expected: an object)
        {"name": "n", "count": 1, "items": [{"label": "a"}, {"label": " "}]} | /items/1/label   (expected: not blank)
        {"name": "n", "count": 1, "items": [{"label": "a", "x/y~z": 1}]} | /items/0/x~1y~0z unknown field
        {"name": "n", "count": 1, "delay": {"value": "PT-1S"}}     | /delay delay: PT-1S (expected: a positive duration)
        {"name": "n", "count": 1, "delay": {"value": "soon"}}      | /delay/value soon (expected: a duration such as PT5M)
        {"name": "n", "count": 1, "password": "1234"}              | /password *** (expected: size between 8 and 2147483647)
        ["n"]                                                      | ' an array (expected: an object)'
        "n"                                                        | ' text (expected: an object)'
        """)
    void namesTheFieldTheValueAndTheExpectation(String json, String error) {
        Http.Answer answer = http.post("/samples", TOKEN, json);
        isProblem(answer, 400, "invalid-input");
        assertThat(answer.error()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name": "a\\u0000b", "count": 1}                              | /name a�b
        {"name": "Ada \\ud83d", "count": 1}                            | /name Ada �
        {"name": "n", "count": 1, "items": [{"label": "\\ude00"}]}     | /items/0/label �
        {"name": "n", "count": 1, "attributes": {"deep": ["\\ud83d"]}} | /attributes/deep/0 �
        """)
    void namesTheTextThatCannotBeKept(String json, String error) {
        Http.Answer answer = http.post("/samples", TOKEN, json);
        isProblem(answer, 400, "invalid-input");
        assertThat(answer.error()).isEqualTo(error + " (expected: text without NUL and without half a surrogate pair)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "at": "1900000000000"           | /at 1900000000000
        "at": 1900000000                | /at a number
        "at": "2030-06-01T24:00:00Z"    | /at 2030-06-01T24:00:00Z
        "at": "+62178-12-11T00:00:00Z"  | /at +62178-12-11T00:00:00Z
        "at": "2030-06-01T10:00:00"     | /at 2030-06-01T10:00:00
        "day": "1990-05-01T22:00:00.000Z" | /day 1990-05-01T22:00:00.000Z
        "day": 641520000                | /day a number
        "day": [1990, 5, 1]             | /day an array
        "id": "1-1-1-1-1"               | /id 1-1-1-1-1
        "delay": {"value": 5}           | /delay/value a number
        "delay": {"value": "5"}         | /delay/value 5
        "attributes": {"v": 1e400}      | /attributes/v 1e400
        "attributes": {"v": [1e-400]}   | /attributes/v/0 1e-400
        "ratio": 1e400                  | /ratio 1e400
        "ratio": "0.5"                  | /ratio text
        "tree": {"v": -1e400}           | /tree/v -1e400
        "zone": "+02:00"                | /zone +02:00
        "zone": "GMT+2"                 | /zone GMT+2
        "zone": "europe/berlin"         | /zone europe/berlin
        "holder": {"held": null}        | /holder/held null
        "holder": {}                    | /holder/held null
        """)
    void namesWhatCannotBeRead(String field, String error) {
        Http.Answer answer = http.post("/samples", TOKEN, "{\"name\": \"n\", \"count\": 1, " + field + "}");
        isProblem(answer, 400, "invalid-input");
        assertThat(answer.error()).startsWith(error + " (expected: ");
    }

    @ParameterizedTest
    @CsvSource({
        "from=1793600000",
        "from=2030-06-01",
        "from=",
        "day=1990-05-01T22:00:00.000Z",
        "all=yes",
        "id=1-1-1-1-1",
        "n=0x10",
        "n=%201",
        "q=%00"
    })
    void parametersAreReadAsStrictly(String query) {
        Http.Answer answer = http.get("/times?" + query, TOKEN);
        isProblem(answer, 400, "invalid-input");
        assertThat(answer.error()).startsWith("?" + query.substring(0, query.indexOf('=')) + " ");
    }

    @Test
    void countsCharactersAsJsonSchemaDoes() {
        String face = "😀";
        assertThat(http.post("/samples", TOKEN, "{\"name\": \"" + face.repeat(100) + "\", \"count\": 1}")
                        .status())
                .isEqualTo(200);
        isProblem(
                http.post("/samples", TOKEN, "{\"name\": \"" + face.repeat(101) + "\", \"count\": 1}"),
                400,
                "invalid-input");
        assertThat(http.get("/times?q=%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80", TOKEN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsWholeNumbersOfAnySize() {
        String large = "123456789012345678901234567890";
        assertThat(http.post(
                                "/samples",
                                TOKEN,
                                "{\"name\": \"n\", \"count\": 1, \"attributes\": {\"v\": " + large + "}}")
                        .text())
                .contains("\"v\":" + large);
    }

    @Test
    void boundsTheSizeOfAFieldInBytes() {
        Http.Answer answer = http.post(
                "/samples",
                TOKEN,
                "{\"name\": \"n\", \"count\": 1, \"attributes\": {\"v\": \"" + "ë".repeat(500) + "\"}}");
        isProblem(answer, 400, "invalid-input");
        assertThat(answer.error()).startsWith("/attributes ").endsWith("(expected: at most 1000 bytes of JSON)");
    }

    @Test
    void refusesAFieldThatComesTwice() {
        isProblem(
                http.post("/samples", TOKEN, "{\"name\": \"a\", \"name\": \"b\", \"count\": 1}"),
                400,
                "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "bogus", "br", "gzip, gzip"})
    void refusesCodingsThatItDoesNotTake(String coding) {
        Http.Answer answer = http.send(post(HttpRequest.BodyPublishers.ofString("{\"name\": \"n\", \"count\": 1}"))
                .header("Content-Encoding", coding));
        isProblem(answer, 415, "unsupported-content-encoding");
        assertThat(answer.header("Accept-Encoding")).hasValue("identity");
    }

    @Test
    void looksAtEveryLineOfACoding() {
        Http.Answer answer = http.send(post(HttpRequest.BodyPublishers.ofString("{\"name\": \"n\", \"count\": 1}"))
                .header("Content-Encoding", "identity")
                .header("Content-Encoding", "bogus"));
        isProblem(answer, 415, "unsupported-content-encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "ISO-8859-1", "UTF-16", "us-ascii"})
    void readsJsonAsUtf8WhateverItsCharsetSays(String charset) {
        Http.Answer answer = http.send(http.to("/samples")
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json; charset=" + charset)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"Zoë\", \"count\": 1}")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("Zoë");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "eda0bd", "eb", "fc83bfbfbfbf", "e2"})
    void refusesBytesThatAreNoUtf8(String bytes) {
        String body = "{\"name\": \"" + new String(HexFormat.of().parseHex(bytes), StandardCharsets.ISO_8859_1)
                + "\", \"count\": 1}";
        isProblem(
                http.send(post(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)))),
                400,
                "malformed-json");
    }

    /** From a public list: a reader that keeps numbers exactly cannot hold it, nor say so as it says of other faults. */
    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "{\"name\": \"n\", \"count\": 1, \"attributes\": {\"v\": %s}}"})
    void refusesANumberWhoseExponentIsBeyondAny(String body) {
        Http.Answer answer = http.post("/samples", TOKEN, body.formatted("0.4e00669" + "9".repeat(110) + "006"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    }

    /** Without a byte order mark each is a text of ASCII and NULs in UTF-8 as well. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void refusesBodiesInOtherEncodings(String encoding) {
        byte[] body = "{\"name\": \"n\", \"count\": 1}".getBytes(Charset.forName(encoding));
        isProblem(http.send(post(HttpRequest.BodyPublishers.ofByteArray(body))), 400, "malformed-json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name": " ", "count": 0}                                            | /count /name
        {"name": " ", "noSuch": {}, "nor": [1]}                              | /count /name /noSuch /nor
        {"name": {}, "count": "1", "at": 7, "id": "x", "items": {}}          | /at /count /id /items /name
        {"count": null, "items": [{"label": 7}, 3, {"label": ""}, {}]}       | /count /items/0/label /items/1 /items/2/label /items/3/label /name
        {"name": "n", "count": 1.5, "ratio": 1e400, "tree": {"v": "\\u0000"}} | /count /ratio /tree/v
        {"name": "n", "count": 99999999999, "color": "BLUE", "day": 1, "day2": 2} | /color /count /day /day2
        {"name": "n", "delay": {"value": "PT-1S", "unit": 1}, "password": "1"} | /count /delay /password
        """)
    void namesAllInvalidFields(String json, String pointers) {
        Http.Answer answer = http.post("/samples", TOKEN, json);
        isProblem(answer, 400, "invalid-input");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactly(pointers.split(" "));
    }

    @Test
    void speaksEnglishWhateverTheCallerSpeaks() {
        Http.Answer answer = http.send(http.to("/samples")
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .header("Accept-Language", "de")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"n\", \"count\": 0}")));
        assertThat(answer.error()).isEqualTo("/count 0 (expected: greater than 0)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name": "n", "count": 1,}     | line 1, column 26
        {"name": "n"                   | line 1
        {"name": nope}                 | line 1
        {name: 1}                      | line 1
        {"name": "n", "count": 1} {}   | goes on after
        {"name": "n", "count": 1} x    | line 1
        """)
    void saysWhereJsonIsMalformed(String json, String where) {
        Http.Answer answer = http.post("/samples", TOKEN, json);
        isProblem(answer, 400, "malformed-json");
        assertThat(answer.json().path("detail").stringValue()).contains(where);
    }

    @Test
    void refusesBytesThatAreNoText() {
        Http.Answer answer =
                http.send(post(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xC3, '"'})));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    @Test
    void refusesDeepNesting() {
        String attributes = "{\"name\": \"n\", \"count\": 1, \"attributes\": {\"a\": ";
        Http.Answer deeper = http.post("/samples", TOKEN, attributes + "[".repeat(2_000));
        isProblem(deeper, 400, "invalid-input");
        assertThat(deeper.error())
                .startsWith("/attributes/a/0/0/")
                .endsWith("(expected: at most 50 objects and arrays in one another)");
        String deep = "{\"name\":".repeat(500) + "1" + "}".repeat(500);
        assertThat(http.post("/samples", TOKEN, deep).status()).isEqualTo(400);
    }

    @Test
    void refusesLargeBodies() {
        isProblem(http.post("/samples", TOKEN, " ".repeat(10_241)), 413, "body-too-large");
        String fits = "{\"name\": \"n\", \"count\": 1}" + " ".repeat(10_000);
        assertThat(http.post("/samples", TOKEN, fits).status()).isEqualTo(200);
    }

    @Test
    void refusesLargeBodiesOfUnknownLength() {
        byte[] large = " ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        Http.Answer answer =
                http.send(post(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        isProblem(answer, 413, "body-too-large");
    }

    @Test
    void asksForABody() {
        isProblem(http.send(post(HttpRequest.BodyPublishers.noBody())), 400, "body-missing");
    }

    private HttpRequest.Builder post(HttpRequest.BodyPublisher body) {
        return http.to("/samples")
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(body);
    }

    @Test
    void namesWrongParametersHeadersAndVariables() {
        String id = "0190a0c4-0000-7000-8000-000000000000";
        expect("/numbers/x?id=" + id, "1", "{number} x (expected: a whole number)");
        expect("/numbers/1?id=x", "1", "?id x (expected: a UUID)");
        expect("/numbers/1", "1", "?id missing (expected: a value)");
        expect("/numbers/1?id=" + id, "x", "X-Count x (expected: a whole number)");
        expect("/numbers/1?id=" + id, "6", "X-Count 6 (expected: less than or equal to 5)");
        Http.Answer missing = http.get("/numbers/1?id=" + id, TOKEN);
        isProblem(missing, 400, "invalid-input");
        assertThat(missing.error()).isEqualTo("X-Count missing (expected: a value)");
    }

    private void expect(String path, String count, String error) {
        Http.Answer answer = http.get(path, TOKEN, "X-Count", count);
        isProblem(answer, 400, "invalid-input");
        assertThat(answer.error()).isEqualTo(error);
    }

    /** However long: a client that only sends, and reads the answer when it is done, gets it as well. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRefusalOfALongBodyArrives(boolean expectContinue) {
        byte[] body = new byte[8 * 1024 * 1024];
        for (int time = 0; time < 20; time++) {
            isProblem(
                    http.send(post(HttpRequest.BodyPublishers.ofByteArray(body)).expectContinue(expectContinue)),
                    413,
                    "body-too-large");
        }
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /samples HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                            + "\r\nContent-Type: application/json\r\nContent-Length: 100000000000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] megabyte = new byte[1 << 20];

            assertThatThrownBy(() -> {
                        for (int sent = 0; sent < 200; sent++) {
                            out.write(megabyte);
                        }
                    })
                    .as("200 MB sent (expected: cut off after 32 and what buffers hold)")
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void readsPageRequests() {
        assertThat(http.get("/samples", TOKEN).json().path("items")).hasSize(50);
        JsonNode first = http.get("/samples?limit=200", TOKEN).json();
        assertThat(first.path("items")).hasSize(200);
        String next = first.path("next").asString();
        JsonNode second = http.get("/samples?limit=1&cursor=" + next, TOKEN).json();
        assertThat(second.path("items").path(0).asInt()).isEqualTo(201);
        for (String limit : new String[] {"0", "201", "-1", "x", "", "1e1", "99999999999"}) {
            Http.Answer answer = http.get("/samples?limit=" + limit, TOKEN);
            isProblem(answer, 400, "invalid-input");
            assertThat(answer.error())
                    .isEqualTo("?limit " + (limit.isEmpty() ? "\"\"" : limit)
                            + " (expected: a whole number from 1 to 200)");
        }
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        String next = http.get("/samples?limit=1", TOKEN).json().path("next").asString();
        for (String cursor : new String[] {"abc", "!", "MQ", next}) {
            Http.Answer answer = http.get("/samples/of/ada?cursor=" + cursor, TOKEN);
            isProblem(answer, 400, "invalid-input");
            assertThat(answer.error()).startsWith("?cursor ");
        }
    }

    @Test
    void answersProtocolErrors() {
        isProblem(http.get("/nowhere", TOKEN), 404, "not-found");
        isProblem(http.get("/listed-only", TOKEN), 404, "not-found");
        Http.Answer wrongMethod = http.send(
                http.to("/samples").header("Authorization", "Bearer " + TOKEN).DELETE());
        isProblem(wrongMethod, 405, "method-not-allowed");
        assertThat(wrongMethod.header("Allow").orElse("")).contains("GET").contains("POST");
        isProblem(
                http.send(http.to("/samples")
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString("a,b"))),
                415,
                "unsupported-media-type");
        isProblem(
                http.send(post(HttpRequest.BodyPublishers.ofString("{\"name\": \"n\", \"count\": 1}"))
                        .header("Accept", "text/csv")),
                406,
                "not-acceptable");
        isProblem(
                http.send(http.to("/samples")
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "nonsense")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/samples", "/open", "/health", "/samples/x"})
    void answersHeadAsGetWithoutTheBody(String path) {
        Http.Answer get = http.get(path, TOKEN);
        Http.Answer head = http.send(
                http.to(path).header("Authorization", "Bearer " + TOKEN).HEAD());
        assertThat(head.status()).isEqualTo(get.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.text()).isEmpty();
    }

    @Test
    void answersFacts() {
        Http.Answer answer = http.get("/failures/fact", TOKEN);
        isProblem(answer, 404, "sample-not-found");
        assertThat(answer.json().path("detail").stringValue()).isEqualTo("There is no sample s1.");
    }

    @ParameterizedTest
    @CsvSource({"database", "transaction", "commit", "cut-off"})
    void asksToComeBackWhileTheInfrastructureIsDown(String what) {
        Http.Answer answer = http.get("/failures/" + what, TOKEN);
        isProblem(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).hasValue("1");
    }

    @Test
    void saysWhyACallerWasRefusedAConnection() {
        Http.Answer answer = http.get("/failures/share", TOKEN);
        isProblem(answer, 429, "share-taken");
        assertThat(answer.header("Retry-After")).hasValue("1");
    }

    @Test
    void blamesTheCallerForValuesThatCannotBeStored() {
        isProblem(http.get("/failures/value", TOKEN), 400, "invalid-input");
        isProblem(http.get("/failures/twice", TOKEN), 409, "already-exists");
        isProblem(http.get("/failures/older", TOKEN), 412, "changed-meanwhile");
    }

    @ParameterizedTest
    @CsvSource({"bug", "checked"})
    void keepsInternalsToItself(String kind) {
        isProblem(http.get("/failures/" + kind, TOKEN), 500, "internal");
    }
}
