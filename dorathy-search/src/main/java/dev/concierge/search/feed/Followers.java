package dev.concierge.search.feed;

import dev.concierge.platform.observability.Drain;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * All feeds; up once every one has been read that the topic keeps whole. Those that ask another service for the rest hold up
 * nothing: while that service is away, all else is found.
 */
final class Followers implements SmartLifecycle, HealthIndicator {
    private final List<Follower> followers;
    private final Runnable onWhole;
    private volatile boolean isRunning;

    /** @param onWhole called once, when the index has all of what topics keep whole */
    Followers(List<Follower> followers, Runnable onWhole) {
        this.followers = List.copyOf(followers);
        this.onWhole = onWhole;
    }

    private boolean isWhole() {
        return whole().allMatch(follower -> follower.progress().isCaughtUp());
    }

    private Stream<Follower> whole() {
        return followers.stream().filter(follower -> !follower.feed().isListed());
    }

    private void onCaughtUp() {
        if (isWhole()) {
            onWhole.run();
        }
    }

    @Override
    public Health health() {
        Health.Builder health = isWhole() ? Health.up() : Health.outOfService();
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
        whole().forEach(follower -> follower.start(this::onCaughtUp));
        followers.stream().filter(follower -> follower.feed().isListed()).forEach(follower -> follower.start(() -> {}));
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

    /** Searches are answered while this process drains, and are to find what changes meanwhile. */
    @Override
    public int getPhase() {
        return Drain.BEHIND_THE_SERVER;
    }
}
