package dev.concierge.datemaker.page;

import dev.concierge.datemaker.booking.Seats;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.event.Fare;
import dev.concierge.datemaker.event.Step;
import dev.concierge.datemaker.plan.Mode;
import dev.concierge.datemaker.registration.Registration;
import dev.concierge.datemaker.registration.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a guest's page shows.
 *
 * @param now by the clock that all these instants come from
 * @param mine events that the guest has to do with, the one that matters now first
 * @param next events to come
 */
record MyDates(Instant now, List<MyDate> mine, List<Offer> next) {
    /** What the guest can do at an event now. */
    enum Phase {
        /** Has a seat; is asked a day before. */
        SEAT,
        /** The seat is booked, and paid for where that is to be done first. */
        BOOKING,
        /** No seat yet. */
        WAITING,
        /** Is asked whether they come. */
        ASKED,
        /** Comes. */
        COMES,
        /** Minutes before the start, and late-comers: says that they are there. */
        LOBBY,
        CALL,
        /** Between two calls, or without a partner this time. */
        BREAK,
        /** All calls are over; choices are still open. */
        CHOOSE,
        /** Matches are published. */
        RESULTS,
        /** Nothing comes of it. */
        OVER;

        static Phase of(DateEvent event, Registration registration, boolean inCall) {
            return switch (registration.status()) {
                case REGISTERED -> event.state() == DateEventState.SKIPPED ? OVER : SEAT;
                case BOOKING -> event.state() == DateEventState.SKIPPED ? OVER : BOOKING;
                case WAITING -> event.state() == DateEventState.SKIPPED ? OVER : WAITING;
                case ASKED -> event.state() == DateEventState.SKIPPED ? OVER : ASKED;
                case CONFIRMED -> ofConfirmed(event, registration, inCall);
                case DECLINED, LAPSED, CANCELLED, LEFT_OVER, REMOVED, NOT_BOOKED -> OVER;
            };
        }

        private static Phase ofConfirmed(DateEvent event, Registration registration, boolean inCall) {
            return switch (event.state()) {
                case NOT_STARTED, REG_CONFIRM -> COMES;
                case READY -> event.step() == Step.RULES ? COMES : LOBBY;
                case RUNNING -> ofRunning(event, registration, inCall);
                case FINISHED -> registration.hasCome() ? RESULTS : OVER;
                case SKIPPED -> OVER;
            };
        }

        private static Phase ofRunning(DateEvent event, Registration registration, boolean inCall) {
            if (event.step() == Step.RESULT) {
                return registration.hasCome() ? CHOOSE : OVER;
            }
            if (inCall) {
                return CALL;
            }
            return registration.isPresent() ? BREAK : LOBBY;
        }
    }

    /**
     * @param skipReason why it does not take place; null unless it was skipped
     * @param at when it goes on: the start, the end of the call or the pause, the last moment to answer or to choose
     * @param round of the call under way or to come, from 1
     * @param held whether the host has stopped the clock
     * @param call null unless there is one now
     * @param bill null unless the seat is to be paid yet
     * @param partners those met so far
     */
    record MyDate(
            UUID eventId,
            @Nullable String title,
            Instant startsAt,
            Phase phase,
            Status status,
            boolean present,
            @Nullable String skipReason,
            @Nullable Instant at,
            int round,
            boolean held,
            @Nullable MyCall call,
            Seats.@Nullable Bill bill,
            List<Partners.Partner> partners) {}

    /** @param link path of the call's link */
    record MyCall(UUID partnerId, String link, Instant endsAt) {}

    record Offer(
            UUID eventId,
            @Nullable String title,
            Instant startsAt,
            Mode mode,
            @Nullable String sideOne,
            @Nullable String sideOther,
            @Nullable String language,
            @Nullable Integer youngest,
            @Nullable Integer oldest,
            int callSeconds,
            @Nullable Fare fare) {
        static Offer of(DateEvent event) {
            return new Offer(
                    event.id().value(),
                    event.title(),
                    event.startsAt(),
                    event.format().mode(),
                    event.format().sideOne(),
                    event.format().sideOther(),
                    event.format().language(),
                    event.format().youngest(),
                    event.format().oldest(),
                    event.timing().callSeconds(),
                    event.fare());
        }
    }
}
