package dev.concierge.platform.topic;

import dev.concierge.platform.observability.Dependency;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;

/** The Kafka cluster, asked over a connection of its own that stays open. */
final class Broker implements Dependency, DisposableBean {
    private static final int PATIENCE_MILLIS = 2_000;

    private final KafkaAdmin kafka;
    private @Nullable Admin admin;

    Broker(KafkaAdmin kafka) {
        this.kafka = kafka;
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public void ask() throws ExecutionException, InterruptedException, TimeoutException {
        String _ = admin().describeCluster().clusterId().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized Admin admin() {
        Admin open = admin;
        if (open == null) {
            Map<String, Object> settings = new HashMap<>(kafka.getConfigurationProperties());
            settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
            open = Admin.create(settings);
            admin = open;
        }
        return open;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
