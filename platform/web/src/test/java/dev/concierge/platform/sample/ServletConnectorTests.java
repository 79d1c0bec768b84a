package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.web.SlowHeads;
import java.util.Objects;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.TestConstructor;

@OnServlet
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ServletConnectorTests {
    private final ServletWebServerApplicationContext context;

    ServletConnectorTests(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /** What was asked of it is asked of ours all the same. */
    @Test
    void everyServiceEndsHeadsThatDrip() {
        TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());

        assertThat(server.getTomcat().getConnector().getProtocolHandler())
                .isInstanceOf(SlowHeads.class)
                .extracting(http -> ((AbstractHttp11Protocol<?>) http).getContinueResponseTiming())
                .isEqualTo(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
    }
}
