package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.web.TooManyAtOnce;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTests {
    private static final int SHARE = 12;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger usedUp = new AtomicInteger();
    private final Window window = new Window(1_000, nanos::get, usedUp);

    @Test
    void aServiceThatNeverSaysNoGetsWhateverComes() {
        enter(1_000);

        assertThatThrownBy(() -> window.enter("one more", SHARE)).isInstanceOf(Window.ServiceFull.class);
        window.leave("caller 0");
        window.enter("one more", SHARE);
    }

    @Test
    void itClosesToWhatTheServiceHoldsAndOpensAgainWhileItIsUsed() {
        enter(200);
        window.isFull();
        assertThat(window.size()).as("of 200 under way").isEqualTo(160);
        window.isFull();
        assertThat(window.size()).as("at the same time").isEqualTo(160);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        window.isFull();
        assertThat(window.size()).isEqualTo(128);

        IntStream.range(0, 200).forEach(at -> window.leave("caller " + at));
        assertThat(window.size()).isBetween(128, 130);
        for (int round = 0; round < 200; round++) {
            enter(100);
            IntStream.range(0, 100).forEach(at -> window.leave("caller " + at));
        }
        assertThat(window.size()).as("after a while of good answers").isBetween(150, 260);
    }

    @Test
    void whatIsNotUsedOpensNothing() {
        enter(200);
        window.isFull();
        IntStream.range(0, 200).forEach(at -> window.leave("caller " + at));
        int size = window.size();

        for (int round = 0; round < 10_000; round++) {
            window.enter("caller", SHARE);
            window.leave("caller");
        }

        assertThat(window.size()).isEqualTo(size);
    }

    @Test
    void itNeverClosesAltogether() {
        window.enter("caller", SHARE);
        for (int times = 0; times < 100; times++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            window.isFull();
        }

        assertThat(window.size()).isEqualTo(16);
    }

    @Test
    void nobodyHasMoreThanAShareOfWhatIsLeft() {
        enter(200);
        window.isFull();
        IntStream.range(0, 200).forEach(at -> window.leave("caller " + at));

        for (int own = 0; own < 19; own++) {
            window.enter("greedy", SHARE);
        }
        assertThatThrownBy(() -> window.enter("greedy", SHARE)).isInstanceOf(TooManyAtOnce.class);
        window.enter("somebody else", SHARE);
    }

    @Test
    void itIsCountedOnceWhileItIsUsedUpAndNotAnyMore() {
        enter(999);
        assertThat(usedUp).as("room for one more").hasValue(0);
        window.enter("last", SHARE);
        assertThat(usedUp).hasValue(1);
        assertThat(window.isUsedUp()).isTrue();
        assertThatThrownBy(() -> window.enter("one more", SHARE)).isInstanceOf(Window.ServiceFull.class);
        window.isFull();
        assertThat(usedUp).as("cut while it is used up").hasValue(1);

        IntStream.range(0, 199).forEach(at -> window.leave("caller " + at));
        assertThat(usedUp).as("801 of 800").hasValue(1);
        IntStream.range(199, 400).forEach(at -> window.leave("caller " + at));
        assertThat(usedUp).as("600 of 800").hasValue(0);
        assertThat(window.isUsedUp()).isFalse();
    }

    @Test
    void whatIsCutBelowWhatIsUnderWayIsUsedUp() {
        enter(200);
        assertThat(usedUp).hasValue(0);
        window.isFull();

        assertThat(usedUp).as("200 of 160").hasValue(1);
    }

    @Test
    void ofTwoEachCounts() {
        Window other = new Window(1, nanos::get, usedUp);
        other.enter("caller", SHARE);
        enter(1_000);
        assertThat(usedUp).hasValue(2);

        other.leave("caller");

        assertThat(usedUp).hasValue(1);
    }

    private void enter(int callers) {
        IntStream.range(0, callers).forEach(at -> window.enter("caller " + at, SHARE));
    }
}
