package dev.concierge.platform.outgoing;

import dev.concierge.platform.outgoing.OutgoingAnswer.Answered;
import dev.concierge.platform.outgoing.OutgoingAnswer.Refused;
import dev.concierge.platform.outgoing.OutgoingAnswer.TimedOut;
import dev.concierge.platform.outgoing.OutgoingAnswer.TooMany;
import dev.concierge.platform.outgoing.OutgoingAnswer.Unreachable;
import dev.concierge.platform.web.Shares;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.FilteredHostException;

/**
 * Makes the calls whose address somebody else chose. Only public addresses are called, looked at after resolving and right
 * before connecting, so that a name cannot change its mind in between; every call is bounded in time and in what is read.
 */
public final class OutgoingCalls implements AutoCloseable {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final OutgoingSettings settings;
    private final CloseableHttpClient client;
    private final Shares shares;
    private final MeterRegistry meters;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    OutgoingCalls(OutgoingSettings settings, DnsResolver names, MeterRegistry meters) {
        this.settings = settings;
        this.client = OutgoingClient.of(settings, names);
        this.shares = new Shares(settings.total(), settings.perCaller());
        this.meters = meters;
    }

    /** Why this URL will never be called, as far as that is known without asking for its address; empty when it may be. */
    public static Optional<String> faultOf(String url) {
        return Destination.of(url) instanceof Destination.Faulty faulty
                ? Optional.of(faulty.reason())
                : Optional.empty();
    }

    /** Makes the call once; waits for its end on the calling thread. */
    public OutgoingAnswer send(OutgoingCall call) {
        return timed(call, Body.WHOLE);
    }

    /**
     * Makes the call once and hands over the lines of a successful answer as they come, on a thread of the call; its body is
     * empty then. All bounds of {@link #send} hold; of an answer that is longer than it may be {@code whole} is false.
     *
     * @param lines must not block; may still be called for a moment after a call that took too long
     */
    public OutgoingAnswer stream(OutgoingCall call, Consumer<String> lines) {
        return timed(call, new Body(lines));
    }

    /** @param lines null to keep the body instead */
    private record Body(@Nullable Consumer<String> lines) {
        private static final Body WHOLE = new Body(null);
    }

    private OutgoingAnswer timed(OutgoingCall call, Body body) {
        Timer.Sample time = Timer.start(meters);
        OutgoingAnswer answer = answerTo(call, body);
        time.stop(Timer.builder("outgoing.calls")
                .description("Calls to addresses that customers named, by how they ended")
                .tag("outcome", outcome(answer))
                .register(meters));
        return answer;
    }

    private OutgoingAnswer answerTo(OutgoingCall call, Body body) {
        if (!METHODS.contains(call.method())) {
            return new Refused("method: " + call.method() + " (expected: one of GET HEAD POST PUT PATCH DELETE)");
        }
        String headers = OutgoingHeaders.faultOf(call.headers());
        if (!headers.isEmpty()) {
            return new Refused(headers);
        }
        return switch (Destination.of(call.url())) {
            case Destination.Faulty faulty -> new Refused(faulty.reason());
            case Destination.Given given ->
                shares.take(call.caller())
                        .map(share -> within(time(call), request(call, given.uri()), body, share))
                        .orElseGet(() -> new TooMany("as many calls under way as " + call.caller() + " may have"));
        };
    }

    /** The share is held until the call's own thread has ended, which may be later: a resolver cannot be interrupted. */
    private OutgoingAnswer within(Duration most, HttpUriRequestBase request, Body body, Shares.Share share) {
        Future<OutgoingAnswer> answer = threads.submit(() -> {
            try (share) {
                return exchange(request, body);
            }
        });
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new TimedOut("no whole answer within " + most);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Unreachable("this process is stopping");
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a call failed by a fault of ours", broken.getCause());
        } finally {
            if (!answer.isDone()) {
                request.cancel();
                answer.cancel(true);
            }
        }
    }

    private OutgoingAnswer exchange(HttpUriRequestBase request, Body body) {
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            return body.lines() != null && response.getCode() / 100 == 2 && response.getEntity() != null
                    ? read(request, response, body.lines())
                    : read(request, response);
        } catch (FilteredHostException internal) {
            return new Refused("url: its host has no address that may be called (expected: a public one)");
        } catch (ConnectionRequestTimeoutException full) {
            return new TooMany("as many connections to the host as there may be");
        } catch (UnknownHostException unknown) {
            return new Unreachable("the host has no address");
        } catch (InterruptedIOException slow) { // with all time-outs of sockets
            return new TimedOut("connecting or reading took too long");
        } catch (IOException broken) {
            return new Unreachable(broken.getClass().getSimpleName());
        }
    }

    private Answered read(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        int most = (int) settings.maxAnswer().toBytes();
        byte[] body = new byte[0];
        if (response.getEntity() != null) {
            body = response.getEntity().getContent().readNBytes(most + 1);
        }
        boolean whole = body.length <= most;
        Answered answered =
                new Answered(response.getCode(), headers(response), whole ? body : Arrays.copyOf(body, most), whole);
        if (!whole) {
            request.cancel(); // else closing would read on to an end that may never come
        }
        close(response);
        return answered;
    }

    private Answered read(HttpUriRequestBase request, ClassicHttpResponse response, Consumer<String> lines)
            throws IOException {
        InputStream stream = response.getEntity().getContent();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long left = settings.maxAnswer().toBytes();
        int next = stream.read();
        while (next >= 0 && left > 0) {
            left--;
            if (next == '\n') {
                lines.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
                line.reset();
            } else {
                line.write(next);
            }
            next = stream.read();
        }
        boolean whole = next < 0;
        if (whole && line.size() > 0) {
            lines.accept(line.toString(StandardCharsets.UTF_8));
        }
        Answered answered = new Answered(response.getCode(), headers(response), new byte[0], whole);
        if (!whole) {
            request.cancel();
        }
        close(response);
        return answered;
    }

    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException cut) {
            // what was read is all we want of it
        }
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        return Arrays.stream(response.getHeaders())
                .collect(Collectors.groupingBy(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        Collectors.mapping(Header::getValue, Collectors.toUnmodifiableList())));
    }

    private static HttpUriRequestBase request(OutgoingCall call, URI uri) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), uri);
        call.headers().forEach(request::setHeader);
        if (call.body().length > 0) {
            request.setEntity(new ByteArrayEntity(call.body(), (ContentType) null));
        }
        return request;
    }

    private Duration time(OutgoingCall call) {
        Duration asked = call.within();
        return asked == null || asked.compareTo(settings.timeout()) > 0 ? settings.timeout() : asked;
    }

    private static String outcome(OutgoingAnswer answer) {
        return switch (answer) {
            case Answered _ -> "answered";
            case Refused _ -> "refused";
            case TooMany _ -> "too-many";
            case TimedOut _ -> "timed-out";
            case Unreachable _ -> "unreachable";
        };
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        client.close();
    }
}
