package dev.concierge.hub.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.email.SenderDomain.Finding;
import dev.concierge.hub.delivery.email.SenderDomain.Verdict;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;

class SenderDomainTests {
    @Test
    void goodRecordsNeedNoAdvice() throws Exception {
        List<Finding> findings = check(Map.of(
                "cafe.example.", "v=spf1 include:_spf.example.net -all",
                "mail._domainkey.cafe.example.", "v=DKIM1; k=rsa; p=MIGf",
                "_dmarc.cafe.example.", "v=DMARC1; p=quarantine"));

        assertThat(findings).extracting(Finding::check).containsExactly("spf", "dkim", "dmarc");
        assertThat(findings).allSatisfy(one -> {
            assertThat(one.verdict()).isEqualTo(Verdict.GOOD);
            assertThat(one.advice()).isNull();
        });
    }

    @Test
    void recordsThatPromiseNothingAreWeak() throws Exception {
        List<Finding> findings = check(Map.of(
                "cafe.example.", "v=spf1 +all",
                "mail._domainkey.cafe.example.", "v=DKIM1; p=",
                "_dmarc.cafe.example.", "v=DMARC1; p=none"));

        assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.WEAK);
    }

    @Test
    void whatIsNotThereIsMissing() throws Exception {
        assertThat(check(Map.of("cafe.example.", "google-site-verification=1")))
                .extracting(Finding::verdict)
                .containsOnly(Verdict.MISSING);
    }

    private static List<Finding> check(Map<String, String> texts) throws IOException {
        try (NameServer server = new NameServer(texts)) {
            SimpleResolver resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
            resolver.setPort(server.socket.getLocalPort());
            return new SenderDomain(resolver).check("cafe.example", List.of("mail"));
        }
    }

    /** Answers TXT questions over UDP. */
    private static final class NameServer implements AutoCloseable {
        private final DatagramSocket socket;
        private final Map<String, String> texts;

        private NameServer(Map<String, String> texts) throws IOException {
            this.texts = texts;
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            byte[] buffer = new byte[4096];
            while (!socket.isClosed()) {
                try {
                    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                    socket.receive(packet);
                    byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private byte[] answer(byte[] query) throws IOException {
            Message asked = new Message(query);
            Message answer = new Message(asked.getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.addRecord(asked.getQuestion(), Section.QUESTION);
            String text = texts.get(asked.getQuestion().getName().toString());
            if (text != null) {
                answer.addRecord(new TXTRecord(asked.getQuestion().getName(), DClass.IN, 60, text), Section.ANSWER);
            }
            return answer.toWire();
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
