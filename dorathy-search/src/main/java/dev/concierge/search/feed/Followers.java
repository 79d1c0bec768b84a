package dev.concierge.search.feed;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * All feeds; up once every one has been read that the topic keeps whole. Those that ask another service for the rest hold up
 * nothing: while that service is away, all else is found.
 */
final class Followers implements SmartLifecycle, HealthIndicator {
    private final List<Follower> followers;
    private volatile boolean isRunning;

    Followers(List<Follower> followers) {
        this.followers = List.copyOf(followers);
    }

    @Override
    public Health health() {
        boolean all = followers.stream()
                .filter(follower -> !follower.feed().isListed())
                .allMatch(follower -> follower.progress().isCaughtUp());
        Health.Builder health = all ? Health.up() : Health.outOfService();
        followers.forEach(follower -> health.withDetail(follower.feed().topic(), state(follower)));
        return health.build();
    }

    private static String state(Follower follower) {
        FollowFeed.Progress progress = follower.progress();
        String trouble = follower.trouble();
        return progress.read() + " of " + progress.toRead() + (trouble == null ? "" : ", waiting: " + trouble);
    }

    @Override
    public void start() {
        followers.forEach(Follower::start);
        isRunning = true;
    }

    @Override
    public void stop() {
        followers.forEach(Follower::stop);
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
