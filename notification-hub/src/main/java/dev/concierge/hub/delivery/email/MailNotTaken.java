package dev.concierge.hub.delivery.email;

/** The mail server could not be reached or asked to come again. Has no cause, as that may name the guest's address. */
final class MailNotTaken extends Exception {
    MailNotTaken(String reason) {
        super(reason);
    }
}
