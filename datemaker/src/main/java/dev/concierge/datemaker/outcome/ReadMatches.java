package dev.concierge.datemaker.outcome;

import dev.concierge.datemaker.registration.EventDesk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A guest's matches of an event, with the contact data that both sides get and nobody else. */
@Component
public class ReadMatches {
    private final EventDesk desk;
    private final Choices choices;
    private final Contacts contacts;

    ReadMatches(EventDesk desk, Choices choices, Contacts contacts) {
        this.desk = desk;
        this.choices = choices;
        this.contacts = contacts;
    }

    public record Match(
            UUID userId,
            @Nullable String firstName,
            @Nullable String email,
            @Nullable String phone) {}

    public record Matches(List<Match> items) {}

    public Matches of(UUID event, UUID guest) {
        desk.find(event, guest);
        List<UUID> partners = choices.matchesOf(event, guest);
        Map<String, Contacts.Contact> known = new HashMap<>();
        if (!partners.isEmpty()) {
            contacts.contacts(partners.stream().map(UUID::toString).toList())
                    .items()
                    .forEach(contact -> known.put(contact.userId(), contact));
        }
        return new Matches(partners.stream()
                .map(partner -> match(partner, known.get(partner.toString())))
                .toList());
    }

    private static Match match(UUID partner, Contacts.@Nullable Contact contact) {
        return contact == null
                ? new Match(partner, null, null, null)
                : new Match(partner, contact.firstName(), contact.email(), contact.phone());
    }
}
