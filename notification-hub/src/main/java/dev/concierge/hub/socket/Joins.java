package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Since;
import dev.concierge.hub.channel.Step;
import dev.concierge.hub.live.Broadcast;
import dev.concierge.hub.live.History;
import dev.concierge.hub.live.History.Missed;
import dev.concierge.hub.live.OlderBroadcasts;
import dev.concierge.hub.socket.SocketMetrics.Recovery;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Joins sockets to topics without a gap: the answer holds what was sent up to one offset, the subscription begins right
 * after it.
 */
final class Joins {
    private final History history;
    private final OlderBroadcasts older;
    private final SocketMetrics metrics;

    Joins(History history, OlderBroadcasts older, SocketMetrics metrics) {
        this.history = history;
        this.older = older;
        this.metrics = metrics;
    }

    void join(Socket socket, Step.Join join) {
        Since since = join.since();
        if (since == null) {
            long position = position(socket, join);
            subscribe(socket, join, position, response(position));
            return;
        }
        socket.awaitTurn(() -> rejoin(socket, join, since, true));
    }

    private void rejoin(Socket socket, Step.Join join, Since since, boolean mayWait) {
        switch (history.missed(join.topic(), since, position(socket, join))) {
            case Missed.Ahead _
            when mayWait ->
                socket.awaitPosition(
                        history.partition(join.topic()), since.offset(), () -> rejoin(socket, join, since, false));
            case Missed.Ahead _ -> recover(socket, join, List.of(), Recovery.AHEAD);
            case Missed.All(List<Broadcast> missed) -> recover(socket, join, missed, Recovery.ALL);
            case Missed.Some(List<Broadcast> missed) -> recover(socket, join, missed, Recovery.SOME);
            case Missed.Older(long upTo) -> readBack(socket, join, since, upTo);
        }
    }

    /** The rest is in memory, unless that has moved on so far meanwhile that there is a hole in between. */
    private void readBack(Socket socket, Step.Join join, Since since, long upTo) {
        int partition = history.partition(join.topic());
        String caller = socket.visitor().subject();
        Duration patience = socket.turnPatience();
        socket.await(_ -> older.read(caller, join.topic(), partition, since.offset(), upTo, patience), found -> {
            long position = position(socket, join);
            Optional<List<Broadcast>> newer =
                    switch (history.missed(join.topic(), new Since(since.epoch(), upTo), position)) {
                        case Missed.All(List<Broadcast> all) -> Optional.of(all);
                        case Missed.Ahead _ -> Optional.of(List.of()); // the subscription brings it
                        case Missed.Some _, Missed.Older _ -> Optional.empty();
                    };
            if (found.isEmpty() || newer.isEmpty()) {
                recover(socket, join, List.of(), Recovery.NONE);
                return;
            }
            Set<String> shown = new HashSet<>();
            List<Broadcast> missed = Stream.concat(found.get().stream(), newer.get().stream())
                    .filter(broadcast -> broadcast.offset() <= position && shown.add(broadcast.id()))
                    .toList();
            recover(socket, join, missed, Recovery.ALL);
        });
    }

    private void recover(Socket socket, Step.Join join, List<Broadcast> missed, Recovery outcome) {
        long bytes = missed.stream().mapToLong(Broadcast::length).sum();
        boolean isTooMuch = bytes > OlderBroadcasts.MOST_BYTES;
        socket.loop().recovered(isTooMuch ? 0 : bytes);
        boolean isAll = outcome == Recovery.ALL && !isTooMuch;
        metrics.recovered(isTooMuch ? Recovery.TOO_MUCH : outcome);
        long position = position(socket, join);
        String messages = (isTooMuch ? Stream.<Broadcast>empty() : missed.stream())
                .filter(broadcast -> join.audience().includes(broadcast.business()))
                .map(Broadcast::message)
                .collect(Collectors.joining(",", "[", "]"));
        ObjectNode response = response(position);
        response.put("recovered", isAll);
        response.putRawValue("messages", new RawValue(messages));
        subscribe(socket, join, position, response);
    }

    private static void subscribe(Socket socket, Step.Join join, long after, ObjectNode response) {
        Membership membership = new Membership(socket, join, after);
        socket.join(join.topic(), membership, join.reply(response));
    }

    private ObjectNode response(long offset) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("epoch", history.epoch())
                .put("offset", offset);
    }

    private long position(Socket socket, Step.Join join) {
        return socket.loop().position(history.partition(join.topic()));
    }
}
