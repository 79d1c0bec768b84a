package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Node.Medium;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Refuses a definition that tells guests something by a channel that nobody delivers. */
@Component
class Deliverable {
    private final Set<Medium> channels;

    Deliverable(@Value("${concierge.notification.channels:email,live,inbox}") Set<Medium> channels) {
        this.channels = EnumSet.copyOf(channels);
    }

    void check(Definition definition) {
        List<FieldError> errors = new ArrayList<>();
        new TreeMap<>(definition.nodes().entrySet().stream()
                        .collect(Collectors.toMap(node -> node.getKey().value(), Map.Entry::getValue)))
                .forEach((id, node) -> {
                    if (node instanceof Notification notification) {
                        notification.channels().stream()
                                .filter(channel -> !channels.contains(channel))
                                .forEach(channel -> errors.add(new FieldError(
                                        "/nodes/" + id + "/channels",
                                        written(channel) + " (expected: a channel with a provider: " + known() + ")")));
                    }
                });
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    private String known() {
        return channels.stream().map(Deliverable::written).collect(Collectors.joining(", "));
    }

    private static String written(Medium channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }
}
