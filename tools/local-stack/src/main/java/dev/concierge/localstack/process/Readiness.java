package dev.concierge.localstack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether a process answers; a failed attempt is an answer, not an error. */
public sealed interface Readiness {
    Duration PATIENCE = Duration.ofSeconds(2);

    boolean isReady();

    /** Somebody listens. */
    record Listening(int port) implements Readiness {
        @Override
        public boolean isReady() {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
                return true;
            } catch (IOException _) {
                return false;
            }
        }
    }

    /** The address answers 200. */
    record Answering(URI address) implements Readiness {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();

        @Override
        public boolean isReady() {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            try {
                return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
