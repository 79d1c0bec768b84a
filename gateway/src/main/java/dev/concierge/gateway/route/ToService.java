package dev.concierge.gateway.route;

import io.netty.channel.ChannelOption;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.client.HttpClient;

/** Asks the service with the headers that are passed on, by one client: the original makes one per request for a time-out. */
@Component
class ToService extends NettyRoutingFilter {
    private final List<HttpHeadersFilter> filters;
    private final HttpClient client;

    ToService(
            HttpClient client,
            ObjectProvider<List<HttpHeadersFilter>> all,
            HttpClientProperties properties,
            PassedHeaders passed) {
        super(client, all, properties);
        this.filters = passed.filters();
        this.client = client.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, properties.getConnectTimeout());
    }

    @Override
    public List<HttpHeadersFilter> getHeadersFilters() {
        return filters;
    }

    @Override
    protected HttpClient getHttpClient(Route route, ServerWebExchange exchange) {
        return client;
    }
}
