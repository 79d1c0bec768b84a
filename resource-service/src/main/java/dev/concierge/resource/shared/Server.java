package dev.concierge.resource.shared;

import dev.concierge.platform.redis.RedisLink;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Redis that answers this pod.
 *
 * @param run names the run of its process: another one may have come back with less than it had
 */
record Server(RedisLink.Session session, String run) {
    private static final Pattern RUN = Pattern.compile("(?m)^run_id:(\\w+)");

    /** The one that answers now; empty when none does. */
    static Optional<Server> of(RedisLink link, @Nullable Server last) {
        link.openIfNeeded();
        return link.session().flatMap(session -> {
            try {
                if (last != null && session.isSame(last.session())) {
                    String _ = session.ask(commands -> commands.ping()).join();
                    return Optional.of(last);
                }
                Matcher run = RUN.matcher(
                        session.ask(commands -> commands.info("server")).join());
                return run.find() ? Optional.of(new Server(session, run.group(1))) : Optional.empty();
            } catch (CompletionException away) {
                return Optional.empty();
            }
        });
    }
}
