package dev.concierge.platform.outgoing;

import dev.concierge.platform.outgoing.OutgoingAnswer.Answered;
import dev.concierge.platform.outgoing.OutgoingAnswer.Refused;
import dev.concierge.platform.outgoing.OutgoingAnswer.TimedOut;
import dev.concierge.platform.outgoing.OutgoingAnswer.TooMany;
import dev.concierge.platform.outgoing.OutgoingAnswer.Unreachable;
import dev.concierge.platform.web.Shares;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
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
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
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
        Timer.Sample time = Timer.start(meters);
        OutgoingAnswer answer = answerTo(call);
        time.stop(Timer.builder("outgoing.calls")
                .description("Calls to addresses that customers named, by how they ended")
                .tag("outcome", outcome(answer))
                .register(meters));
        return answer;
    }

    private OutgoingAnswer answerTo(OutgoingCall call) {
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
                        .map(share -> within(time(call), request(call, given.uri()), share))
                        .orElseGet(() -> new TooMany("as many calls under way as " + call.caller() + " may have"));
        };
    }

    /** The share is held until the call's own thread has ended, which may be later: a resolver cannot be interrupted. */
    private OutgoingAnswer within(Duration most, HttpUriRequestBase request, Shares.Share share) {
        Future<OutgoingAnswer> answer = threads.submit(() -> {
            try (share) {
                return exchange(request);
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

    private OutgoingAnswer exchange(HttpUriRequestBase request) {
        try {
            return read(request, client.executeOpen(null, request, null));
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
