package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LoadSheddingTests {
    private final Permits two = new Permits(2);

    @Test
    void theRequestBeyondTheLastPlaceIsRefusedAndPlacesComeBack() throws Exception {
        LoadShedding loadShedding = new LoadShedding(two);
        AtomicInteger deepest = new AtomicInteger();

        assertThatThrownBy(() -> within(loadShedding, deepest)).isInstanceOf(OverCapacity.class);

        assertThat(deepest).hasValue(2);
        loadShedding.doFilter(get("/users"), new MockHttpServletResponse(), (_, _) -> deepest.set(7));
        assertThat(deepest).hasValue(7);
    }

    @Test
    void probesPassAFullService() {
        two.take();
        two.take();

        assertThatCode(() ->
                        new LoadShedding(two).doFilter(get("/readyz"), new MockHttpServletResponse(), (_, _) -> {}))
                .doesNotThrowAnyException();
    }

    /** Four batches that come slowly are four permits, whatever their limit. */
    @Test
    void aBodyTakesPlacesAsItComes() {
        Permits permits = new Permits(6);
        Permits.Permit slow = permits.take().orElseThrow();
        Permits.Permit large = permits.take().orElseThrow();

        slow.hold(1000);
        large.hold(3 * 64 * 1024);
        assertThatThrownBy(() -> large.hold(64 * 1024 * 2)).as("7 of 6").isInstanceOf(OverCapacity.class);
        assertThat(permits.take()).as("6 of 6").isPresent();
        assertThat(permits.take()).as("7 of 6").isEmpty();

        large.leave();
        large.leave();
        slow.hold(3 * 64 * 1024);
        assertThat(permits.take()).as("6 of 6").isPresent();
        assertThat(permits.take()).as("each gives back what it held, once").isEmpty();
    }

    @Test
    void theLargestBodyFitsIntoAnEmptyService() {
        assertThatCode(() -> two.take().orElseThrow().hold(1 << 20)).doesNotThrowAnyException();
    }

    /** Each request makes the next one before it ends. */
    private static void within(LoadShedding loadShedding, AtomicInteger depth) throws Exception {
        loadShedding.doFilter(get("/users"), new MockHttpServletResponse(), (_, _) -> {
            depth.incrementAndGet();
            try {
                within(loadShedding, depth);
            } catch (RuntimeException refused) {
                throw refused;
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    private static MockHttpServletRequest get(String path) {
        return new MockHttpServletRequest("GET", path);
    }
}
