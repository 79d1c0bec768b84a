package dev.concierge.search.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class FollowersTests {
    /** Phases are stopped from the highest to the lowest. */
    @Test
    void theIndexIsKeptUpForAsLongAsSearchesAreAnswered() {
        assertThat(new Followers(List.of(), () -> {}).getPhase())
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }
}
