package dev.concierge.hub.socket;

import dev.concierge.hub.live.LiveDisconnect;
import dev.concierge.hub.live.LivePod;
import dev.concierge.hub.live.ReadLive;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What this pod's sockets do, for operators. */
@RestController
@LivePod
@RequestMapping("/ops/live")
class LiveController {
    private final Sockets sockets;
    private final ReadLive read;
    private final SendLive live;
    private final TransactionTemplate transaction;
    private final Ids ids;

    LiveController(Sockets sockets, ReadLive read, SendLive live, TransactionTemplate transaction, Ids ids) {
        this.sockets = sockets;
        this.read = read;
        this.live = live;
        this.transaction = transaction;
        this.ids = ids;
    }

    @GetMapping("/connections")
    @Operation(summary = "Lists the sockets open on this pod")
    Page<ConnectionView> connections(@RequestParam(required = false) @Nullable String topic, PageRequest page) {
        Stream<ConnectionView> all = sockets
                .ofEach(loop -> loop.sockets().stream().map(Socket::view).toList())
                .stream()
                .flatMap(Collection::stream)
                .filter(connection -> topic == null || connection.topics().contains(topic));
        return page(all, ConnectionView::connectionId, page);
    }

    @GetMapping("/topics")
    @Operation(summary = "Lists what has been joined on this pod, with how many sockets")
    Page<TopicView> topics(PageRequest page) {
        Map<String, Integer> counts = new TreeMap<>();
        sockets.ofEach(SocketLoop::subscriptions)
                .forEach(ofLoop -> ofLoop.forEach((topic, count) -> counts.merge(topic, count, Integer::sum)));
        Stream<TopicView> all =
                counts.entrySet().stream().map(entry -> new TopicView(entry.getKey(), entry.getValue()));
        return page(all, TopicView::topic, page);
    }

    @GetMapping("/lag")
    @Operation(summary = "How far this pod has read the topic live, by partition")
    LagView lag() {
        return new LagView(read.epoch(), read.partitions());
    }

    /** On every pod; a client that may come back does so. */
    @PostMapping("/disconnects")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Closes a subject's sockets, or ends the channels of a business or one topic, on every pod")
    Disconnecting disconnect(@Valid @RequestBody LiveDisconnect whom) {
        if (Stream.of(whom.subject(), whom.business(), whom.topic())
                        .filter(given -> given != null)
                        .count()
                != 1) {
            throw new InvalidInput("", "this body", "exactly one of subject, business and topic");
        }
        if (whom.kind() != null && whom.subject() == null) {
            throw new InvalidInput("/kind", "of no subject (expected: one beside it)");
        }
        UUID id = ids.next();
        transaction.executeWithoutResult(_ -> live.disconnect(id, whom));
        return new Disconnecting(id);
    }

    private static <T> Page<T> page(Stream<T> all, Function<T, String> key, PageRequest page) {
        String after = page.after(text -> text);
        List<T> rows = all.filter(row -> after == null || key.apply(row).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(rows, page, row -> Cursor.of(key.apply(row)));
    }

    /** A topic and how many have joined it. */
    record TopicView(String topic, int sockets) {}

    /** @param epoch of the log that is read */
    record LagView(String epoch, List<ReadLive.Partition> partitions) {}

    /** @param disconnectId of the message that tells the pods */
    record Disconnecting(UUID disconnectId) {}
}
