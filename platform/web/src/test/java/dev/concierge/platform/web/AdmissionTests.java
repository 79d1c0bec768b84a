package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

class AdmissionTests {
    private static final DataSize MAX_BODY = DataSize.ofMegabytes(1);

    private final Places two = new Places(2, MAX_BODY);

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
        two.take(0);
        two.take(0);

        assertThatCode(() -> new Admission(two).doFilter(get("/readyz"), new MockHttpServletResponse(), (_, _) -> {}))
                .doesNotThrowAnyException();
    }

    @Test
    void aLargeBodyTakesMorePlaces() {
        Places places = new Places(20, MAX_BODY);

        assertThat(places.take(MAX_BODY.toBytes() - 1)).as("16 of 20").isPresent();
        assertThat(places.take(5 * 64 * 1024)).as("6 of 4").isEmpty();
        assertThat(places.take(-1)).as("unannounced, 17 of 4").isEmpty();
        assertThat(places.take(3 * 64 * 1024)).as("4 of 4").isPresent();
        assertThat(places.take(0)).isEmpty();
    }

    @Test
    void theLargestBodyFitsIntoAnEmptyService() {
        assertThat(two.take(MAX_BODY.toBytes())).isPresent();
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
