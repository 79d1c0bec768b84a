package dev.concierge.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadFlowTests extends UserServiceFlow {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/jwks",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/oauth2/sign-in",
                "/health"
            })
    void openDoorsAnswerHeadAsGet(String path) {
        Answer get = get(path, null);
        Answer head = call("HEAD", path, null, null);

        assertThat(head.status()).isEqualTo(get.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("Set-Cookie").isEmpty())
                .isEqualTo(get.header("Set-Cookie").isEmpty());
        assertThat(head.text()).isEmpty();
    }
}
