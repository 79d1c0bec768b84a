package dev.concierge.platform.redis;

import dev.concierge.platform.observability.Dependency;
import java.util.concurrent.ExecutionException;

/** Redis, asked over the connection that a service has to it: whether it hangs shows without any request, too. */
public record Redis(RedisLink link) implements Dependency {
    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void ask() throws ExecutionException, InterruptedException {
        String _ = link.ping().get();
    }
}
