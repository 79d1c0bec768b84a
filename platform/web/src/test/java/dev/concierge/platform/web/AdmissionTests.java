package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AdmissionTests {
    private final Places two = new Places(2);

    @Test
    void theRequestBeyondTheLastPlaceIsRefusedAndPlacesComeBack() throws Exception {
        Admission admission = new Admission(two);
        AtomicInteger deepest = new AtomicInteger();

        assertThatThrownBy(() -> within(admission, deepest)).isInstanceOf(OverCapacity.class);

        assertThat(deepest).hasValue(2);
        admission.doFilter(get("/users"), new MockHttpServletResponse(), (_, _) -> deepest.set(7));
        assertThat(deepest).hasValue(7);
    }

    @Test
    void probesPassAFullService() {
        two.take();
        two.take();

        assertThatCode(() -> new Admission(two).doFilter(get("/readyz"), new MockHttpServletResponse(), (_, _) -> {}))
                .doesNotThrowAnyException();
    }

    /** Four batches that come slowly are four places, whatever their limit. */
    @Test
    void aBodyTakesPlacesAsItComes() {
        Places places = new Places(6);
        Places.Place slow = places.take().orElseThrow();
        Places.Place large = places.take().orElseThrow();

        slow.hold(1000);
        large.hold(3 * 64 * 1024);
        assertThatThrownBy(() -> large.hold(64 * 1024 * 2)).as("7 of 6").isInstanceOf(OverCapacity.class);
        assertThat(places.take()).as("6 of 6").isPresent();
        assertThat(places.take()).as("7 of 6").isEmpty();

        large.leave();
        large.leave();
        slow.hold(3 * 64 * 1024);
        assertThat(places.take()).as("6 of 6").isPresent();
        assertThat(places.take()).as("each gives back what it held, once").isEmpty();
    }

    @Test
    void theLargestBodyFitsIntoAnEmptyService() {
        assertThatCode(() -> two.take().orElseThrow().hold(1 << 20)).doesNotThrowAnyException();
    }

    /** Each request makes the next one before it ends. */
    private static void within(Admission admission, AtomicInteger depth) throws Exception {
        admission.doFilter(get("/users"), new MockHttpServletResponse(), (_, _) -> {
            depth.incrementAndGet();
            try {
                within(admission, depth);
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
