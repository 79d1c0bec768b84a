package dev.concierge.journey.engine;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.Node.Split;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.guest.UserId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Draws a guest's way at a split: by a hash, so that it stays the same in every run, version and process. */
final class Draw {
    private Draw() {}

    static Split.Way way(Split split, JourneyId journey, NodeId node, UserId guest) {
        int all = split.ways().stream().mapToInt(Split.Way::weight).sum();
        String salt = split.salt() == null ? journey + ":" + node : split.salt();
        UUID hash = UUID.nameUUIDFromBytes((salt + "\0" + guest).getBytes(StandardCharsets.UTF_8));
        long drawn = Long.remainderUnsigned(hash.getLeastSignificantBits(), all);
        for (Split.Way way : split.ways()) {
            drawn -= way.weight();
            if (drawn < 0) {
                return way;
            }
        }
        throw new IllegalStateException("the weights of " + node + " have no sum");
    }
}
