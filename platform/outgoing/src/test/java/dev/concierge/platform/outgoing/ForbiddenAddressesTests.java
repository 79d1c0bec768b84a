package dev.concierge.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What server-side request forgery tries: each way to this machine, where a target counts who arrives. */
class ForbiddenAddressesTests {
    private final Target target = new Target();
    private OutgoingCalls calls = client(SystemDefaultDnsResolver.INSTANCE, List.of());

    @BeforeEach
    void theTargetIsThere() throws IOException {
        try (OutgoingCalls allowed = client(SystemDefaultDnsResolver.INSTANCE, List.of("127.0.0.0/8", "::1"))) {
            assertThat(get(allowed, "http://127.0.0.1:" + target.port() + "/"))
                    .isInstanceOf(OutgoingAnswer.Answered.class);
        }
        target.connections.set(0);
    }

    @AfterEach
    void end() throws IOException {
        calls.close();
        target.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // plainly
                "http://127.0.0.1:PORT/",
                "http://127.1.2.3:PORT/",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT/",
                "http://0.0.0.0:PORT/",
                "http://[::1]:PORT/",
                "http://[::]:PORT/",
                "https://127.0.0.1:PORT/",
                // the same four bytes, written otherwise
                "http://2130706433:PORT/",
                "http://0x7f000001:PORT/",
                "http://0x7f.0.0.1:PORT/",
                "http://017700000001:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://0177.0.0.01:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://127.000.000.001:PORT/",
                "http://00127.0.0.1:PORT/",
                "http://0:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[0:0:0:0:0:ffff:7f00:0001]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[64:ff9b::7f00:1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://[::1%25lo]:PORT/",
                "http://[fe80::1%25lo]:PORT/",
                // hosts that two readers may see differently
                "http://127.0.0.1.:PORT/",
                "http://localhost.:PORT/",
                "http://localhost..:PORT/",
                "http://example.com@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT@127.0.0.1:PORT/",
                "http://:@127.0.0.1:PORT/",
                "http://example.com#@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT#@example.com/",
                "http://127.0.0.1:PORT\\@example.com/",
                "http:\\\\127.0.0.1:PORT/",
                "http:///127.0.0.1:PORT/",
                "http:127.0.0.1:PORT/",
                "//127.0.0.1:PORT/",
                "http://127.0.0.1%00.example.com:PORT/",
                "http://127.0.0.1%2eexample.com:PORT/",
                "http://127。0。0。1:PORT/",
                "http://①②⑦.⓪.⓪.①:PORT/",
                "http://ｌocalhost:PORT/",
                "http://127.0.0.1:PORT /",
                " http://127.0.0.1:PORT/",
                "http://127.0.0.1:PORT/\r\nX: y",
                "http://127.0.0.1\t:PORT/",
                // other doors
                "file:///etc/passwd",
                "gopher://127.0.0.1:PORT/_x",
                "ftp://127.0.0.1:PORT/",
                "jar:http://127.0.0.1:PORT/a!/b",
                "unix:///var/run/docker.sock",
                "http://",
                ""
            })
    void nothingOfThisMachineIsReached(String url) {
        OutgoingAnswer answer = get(calls, url.replace("PORT", String.valueOf(target.port())));

        assertThat(answer).isInstanceOf(OutgoingAnswer.Refused.class);
        assertThat(target.connections).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/",
                "http://10.0.0.1/",
                "http://192.168.0.1/",
                "http://100.100.100.200/",
                "http://224.0.0.1/",
                "http://255.255.255.255/"
            })
    void norAnythingBesideIt(String url) {
        assertThat(get(calls, url)).isInstanceOf(OutgoingAnswer.Refused.class);
    }

    @Test
    void aNameThatMovesAfterItWasLookedAtLeadsNowhereElse() throws IOException {
        Names names = new Names();
        try (OutgoingCalls rebinding = client(names, List.of("127.0.0.1"))) {
            names.addresses = List.of("127.0.0.1");
            assertThat(get(rebinding, "http://moving.example:" + target.port() + "/"))
                    .isInstanceOf(OutgoingAnswer.Answered.class);
            names.addresses = List.of("127.0.0.2");
            assertThat(get(rebinding, "http://moving.example:" + target.port() + "/"))
                    .isInstanceOf(OutgoingAnswer.Refused.class);
            assertThat(names.asked)
                    .as("once for each connection, and what was looked at is what is connected to")
                    .isEqualTo(2);
            assertThat(target.connections).hasValue(1);
        }
    }

    @Test
    void ofSeveralAddressesOnlyThePublicOnesAreConnectedTo() throws IOException {
        Names names = new Names();
        names.addresses = List.of("127.0.0.2", "169.254.169.254", "127.0.0.1");
        try (OutgoingCalls mixed = client(names, List.of("127.0.0.1"))) {
            assertThat(get(mixed, "http://several.example:" + target.port() + "/"))
                    .isInstanceOf(OutgoingAnswer.Answered.class);
            assertThat(target.heads.getLast()).contains("Host: several.example:" + target.port());
        }
    }

    @Test
    void aRedirectToTheInsideIsAnAnswerAndNoMore() throws IOException {
        try (Target inside = new Target();
                OutgoingCalls outside = client(SystemDefaultDnsResolver.INSTANCE, List.of("127.0.0.1"))) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                target.reply =
                        out -> out.write(Target.ascii("HTTP/1.1 " + status + " Moved\r\nLocation: http://127.0.0.1:"
                                + inside.port() + "/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
                assertThat(get(outside, "http://127.0.0.1:" + target.port() + "/"))
                        .isInstanceOfSatisfying(
                                OutgoingAnswer.Answered.class,
                                answered -> assertThat(answered.status()).isEqualTo(status));
            }
            assertThat(inside.connections).hasValue(0);
        }
    }

    @Test
    void aUrlIsJudgedWithoutALookUpWhereItIsKept() {
        assertThat(OutgoingCalls.faultOf("https://hooks.example.com/a?b=c")).isEmpty();
        assertThat(OutgoingCalls.faultOf("https://user:secret@hooks.example.com/"))
                .hasValueSatisfying(fault ->
                        assertThat(fault).contains("credentials in a header").doesNotContain("secret"));
    }

    private static OutgoingAnswer get(OutgoingCalls calls, String url) {
        return calls.send(new OutgoingCall("GET", url, Map.of(), new byte[0], "tester"));
    }

    private static OutgoingCalls client(DnsResolver names, List<String> allowed) {
        OutgoingSettings settings = new OutgoingSettings(
                allowed, List.of(), Duration.ofSeconds(1), Duration.ofSeconds(5), DataSize.ofKilobytes(1), 4, 8, 8);
        return new OutgoingCalls(settings, names, new SimpleMeterRegistry());
    }

    /** An attacker's name server. */
    private static final class Names implements DnsResolver {
        private volatile List<String> addresses = List.of();
        private volatile int asked;

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            asked++;
            InetAddress[] found = new InetAddress[addresses.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(addresses.get(i));
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
