package dev.concierge.platform.topic;

import dev.concierge.platform.observability.Dependency;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** The Kafka cluster. */
final class Broker implements Dependency {
    private static final int PATIENCE_MILLIS = 2_000;

    private final Topics topics;

    Broker(Topics topics) {
        this.topics = topics;
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public void ask() throws ExecutionException, InterruptedException, TimeoutException {
        String _ = topics.admin()
                .describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                .clusterId()
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
