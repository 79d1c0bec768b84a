package dev.concierge.datemaker.registration;

import dev.concierge.datemaker.notice.Chat;
import dev.concierge.datemaker.plan.Person;
import dev.concierge.datemaker.plan.Side;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A guest at an event; changes under the event's lock alone. */
@Entity
@Table(name = "registrations")
public class Registration {
    @EmbeddedId
    private RegistrationId id;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Enumerated(EnumType.STRING)
    private @Nullable Side side;

    private @Nullable String language;

    private @Nullable Integer age;

    private @Nullable String chatId;

    private @Nullable String messageId;

    private Instant registeredAt;

    private @Nullable Instant askedAt;

    private @Nullable Instant answeredAt;

    private @Nullable Integer groupNo;

    private boolean present;

    private boolean came;

    private int byes;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Registration() {}

    Registration(RegistrationId id, Status status, Details details, @Nullable Chat chat, Instant now) {
        this.id = id;
        this.status = status;
        this.registeredAt = now;
        describe(details, chat);
    }

    /** @param side null in events without sides */
    public record Details(
            @Nullable Side side,
            @Nullable String language,
            @Nullable Integer age) {
        public static final Details NONE = new Details(null, null, null);
    }

    private void describe(Details details, @Nullable Chat chat) {
        side = details.side();
        language = details.language();
        age = details.age();
        if (chat != null) {
            talksIn(chat);
        }
    }

    public RegistrationId id() {
        return id;
    }

    public UUID userId() {
        return id.userId();
    }

    public Status status() {
        return status;
    }

    public @Nullable Side side() {
        return side;
    }

    public @Nullable String language() {
        return language;
    }

    public @Nullable Integer age() {
        return age;
    }

    public @Nullable Chat chat() {
        return chatId == null ? null : new Chat(chatId, messageId);
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    public @Nullable Integer group() {
        return groupNo;
    }

    public boolean isPresent() {
        return present;
    }

    /** Whether they have ever been there. */
    public boolean hasCome() {
        return came;
    }

    public int byes() {
        return byes;
    }

    public Person person() {
        return new Person(id.userId(), side);
    }

    /** The chat's message that shows this event from now on. */
    public void talksIn(Chat chat) {
        chatId = chat.chatId();
        messageId = chat.messageId();
    }

    void registerAgain(Status status, Details details, @Nullable Chat chat, Instant now) {
        this.status = status;
        this.registeredAt = now;
        askedAt = null;
        answeredAt = null;
        describe(details, chat);
    }

    void seat() {
        status = Status.REGISTERED;
    }

    void keepForBooking() {
        status = Status.BOOKING;
    }

    public void failToBook() {
        status = Status.NOT_BOOKED;
        groupNo = null;
        present = false;
    }

    void ask(Instant now) {
        status = Status.ASKED;
        askedAt = now;
    }

    void answer(boolean comes, Instant now) {
        status = comes ? Status.CONFIRMED : Status.DECLINED;
        answeredAt = now;
    }

    public void lapse() {
        status = Status.LAPSED;
    }

    public void leaveOver() {
        status = Status.LEFT_OVER;
        groupNo = null;
    }

    void cancel(Instant now) {
        status = Status.CANCELLED;
        answeredAt = now;
        present = false;
    }

    public void remove() {
        status = Status.REMOVED;
        present = false;
    }

    public void sitIn(int group) {
        groupNo = group;
    }

    public void arrive() {
        present = true;
        came = true;
    }

    public void leave() {
        present = false;
    }

    public void sitOut() {
        byes++;
    }
}
