package dev.concierge.platform.outgoing;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsHttpClientBuilder;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;

/** Apache's client with all its helpfulness off: no redirects, proxies, cookies, credentials, retries, upgrades, decoding. */
final class OutgoingClient {
    private static final Http1Config ANSWER_HEADS = Http1Config.custom()
            .setMaxHeaderCount(100)
            .setMaxLineLength(8 * 1024)
            .setMaxEmptyLineCount(2)
            .build();

    /** A name that moves is asked for again soon. */
    private static final TimeValue CONNECTION_LIFE = TimeValue.ofSeconds(30);

    private OutgoingClient() {}

    static CloseableHttpClient of(OutgoingSettings settings, DnsResolver names) {
        Timeout wait = Timeout.of(settings.connectTimeout());
        return new HttpComponentsHttpClientBuilder()
                .withDnsResolver(names)
                .withConnectionConfigCustomizer(connection -> connection
                        .setTimeToLive(CONNECTION_LIFE)
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS))
                .withConnectionManagerCustomizer(connections -> connections
                        .setMaxConnPerRoute(settings.perHost())
                        .setMaxConnTotal(settings.total())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(ANSWER_HEADS)
                                .build()))
                .withDefaultRequestConfigCustomizer(request -> request.setConnectionRequestTimeout(wait)
                        .setAuthenticationEnabled(false)
                        .setExpectContinueEnabled(false)
                        .setProtocolUpgradeEnabled(false))
                .withCustomizer(client -> client.disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableContentCompression()
                        .disableCookieManagement()
                        .setDefaultCredentialsProvider(new BasicCredentialsProvider())
                        .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
                        .setUserAgent("Concierge"))
                .build(HttpClientSettings.defaults()
                        .withCookieHandling(HttpCookieHandling.DISABLE)
                        .withRedirects(HttpRedirects.DONT_FOLLOW)
                        .withTimeouts(settings.connectTimeout(), settings.timeout())
                        .withInetAddressFilter(CallableAddresses.of(settings.allowed(), settings.refused())));
    }
}
