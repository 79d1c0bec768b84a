package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowHeadsTests {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int BEYOND = 2_500;
    /** Whoever looks for what is over looks once a second. */
    private static final Duration SOON_AFTER = Duration.ofSeconds(5);

    private final Tomcat tomcat = new Tomcat();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector(new SlowHeads(LONGEST));
        connector.setPort(0);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "lengths", new Lengths());
        context.addServletMappingDecoded("/", "lengths");
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aHeadThatDripsEndsTheConnection() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST / HTTP/1.1\r\nHost: a\r\n");

            await().atMost(LONGEST.plus(SOON_AFTER)).until(() -> hasEnded(socket, "X-Another: one\r\n"));
        }
    }

    @Test
    void aRequestLineThatDripsEndsTheConnection() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /");

            await().atMost(LONGEST.plus(SOON_AFTER)).until(() -> hasEnded(socket, "x"));
        }
    }

    /** Such as may stand before a request; each of them would begin the time anew. */
    @Test
    void emptyLinesThatDripEndTheConnection() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "\r\n");

            await().atMost(LONGEST.plus(SOON_AFTER)).until(() -> hasEnded(socket, "\r\n"));
        }
    }

    @Test
    void emptyLinesBeforeARequestArePassedOver() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "\r\n");
            assertThatNothingComes(socket, 300);
            send(socket, "\r\nPOST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n1");
        }
    }

    @Test
    void aHeadThatStopsEndsTheConnection() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST / HTTP/1.1\r\nHost: a\r\n");

            await().atMost(LONGEST.plus(SOON_AFTER)).until(() -> hasEnded(socket, ""));
        }
    }

    /** Also behind a head that came in pieces. */
    @Test
    void aBodyAndAPauseMayTakeLonger() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST / HTTP/1.1\r\nHost: a\r\n");
            assertThatNothingComes(socket, 300);
            send(socket, "Content-Length: 2\r\n\r\na");
            assertThatNothingComes(socket, BEYOND);
            send(socket, "b");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n2");

            assertThatNothingComes(socket, BEYOND);
            send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n1");
        }
    }

    @Test
    void theNextHeadOfAConnectionHasItsOwnTime() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na");
            answer(socket);
            assertThatNothingComes(socket, BEYOND);
            send(socket, "POST / HT");
            assertThatNothingComes(socket, 300);

            await().atMost(LONGEST.plus(SOON_AFTER)).until(() -> hasEnded(socket, ""));
        }
    }

    private Socket connect() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertThatNothingComes(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    /** Whether nobody takes more of it. */
    private static boolean hasEnded(Socket socket, String more) {
        try {
            socket.setSoTimeout(100);
            send(socket, more);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().contains("\r\n\r\n")) {
            answer.append(next(socket));
        }
        return answer.append(next(socket)).toString();
    }

    private static char next(Socket socket) throws IOException {
        int next = socket.getInputStream().read();
        assertThat(next).as("there is more of the answer").isNotNegative();
        return (char) next;
    }

    /** Answers how long a body was, of less than ten bytes. */
    private static final class Lengths extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            response.setContentLength(1);
            response.getOutputStream().write(Integer.toString(body.length).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
