package dev.concierge.event.capture;

import dev.concierge.event.occurrence.InteractionType;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which kinds of callers may tell what. A guest who could tell of a purchase would make their own spending class, and enter
 * every journey that thanks for one.
 */
final class MaySay {
    private static final String ANYTHING = "*";

    /** An interaction is kept as an event of its type's name, too: nobody tells by the one door what the other refuses. */
    private static final Set<String> TYPES =
            Stream.of(InteractionType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private static final Map<Caller.Kind, Words> UNLESS_SET =
            Map.of(Caller.Kind.GUEST, new Words(List.of("VIEW", "SAVE", "INQUIRY", "SHARE"), List.of(ANYTHING)));

    /**
     * @param interactions types of interactions
     * @param events what names of events begin with
     */
    record Words(
            @DefaultValue(ANYTHING) List<String> interactions,
            @DefaultValue(ANYTHING) List<String> events) {
        private static final Words ALL = new Words(List.of(ANYTHING), List.of(ANYTHING));

        private boolean haveInteraction(String type) {
            return interactions.contains(ANYTHING) || interactions.contains(type);
        }

        private boolean haveEvent(String name) {
            return (!TYPES.contains(name) || haveInteraction(name))
                    && events.stream().anyMatch(prefix -> prefix.equals(ANYTHING) || name.startsWith(prefix));
        }
    }

    private final Map<Caller.Kind, Words> words;

    /** @param words of the kinds that may not say everything */
    MaySay(Map<Caller.Kind, Words> words) {
        this.words = words;
    }

    /** The refusal, if there is one. */
    Optional<Fact> refusal(Caller.Kind kind, boolean isInteraction, String name) {
        Words said = words.getOrDefault(kind, UNLESS_SET.getOrDefault(kind, Words.ALL));
        boolean may = isInteraction ? said.haveInteraction(name) : said.haveEvent(name);
        return may ? Optional.empty() : Optional.of(new NotTheirsToSay(kind, name));
    }

    private static final class NotTheirsToSay extends Fact {
        NotTheirsToSay(Caller.Kind kind, String name) {
            super(
                    Kind.FORBIDDEN,
                    "not-theirs-to-say",
                    name + " is not for a " + kind.name().toLowerCase(Locale.ROOT) + " to tell.");
        }
    }
}
