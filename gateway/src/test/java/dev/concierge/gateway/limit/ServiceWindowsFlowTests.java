package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.FakeService;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@FlowTest
class ServiceWindowsFlowTests extends FakeFleet {
    private static final int CALLERS = 60;
    private static final int EACH = 20;

    @Test
    void whatAServiceWouldRefuseIsRefusedHereAndOthersAreServed() throws Exception {
        flood();
        fake("user-service").forget();
        List<Integer> answers = flood();

        long good = answers.stream().filter(status -> status == 200).count();
        assertThat(answers).isSubsetOf(200, 503, 429);
        assertThat(good).as("answered").isGreaterThan(FakeService.HOLDS);
        assertThat(fake("user-service").overflows())
                .as("refused by the service, of %d that were not answered", answers.size() - good)
                .isLessThan((int) (answers.size() - good) / 4);
        assertThat(send(request("/journeys/x", TestTokens.operator())).statusCode())
                .as("another service")
                .isEqualTo(200);
        assertThat(send(request("/users/work/after", TestTokens.operator())).statusCode())
                .as("the same, once the others are gone")
                .isEqualTo(200);
    }

    /** Many callers, each with the next request as soon as the one before is answered. */
    private List<Integer> flood() throws Exception {
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Integer>>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String token = TestTokens.guest(UUID.randomUUID());
                callers.add(threads.submit(() -> {
                    List<Integer> own = new ArrayList<>();
                    for (int at = 0; at < EACH; at++) {
                        HttpResponse<String> answer = send(request("/users/work/" + at, token));
                        assertThat(answer.headers().firstValue("Concierge-Over-Capacity"))
                                .isEmpty();
                        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
                        own.add(answer.statusCode());
                    }
                    return own;
                }));
            }
            for (Future<List<Integer>> caller : callers) {
                answers.addAll(caller.get());
            }
        }
        return answers;
    }
}
