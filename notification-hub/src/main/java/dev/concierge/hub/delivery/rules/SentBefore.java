package dev.concierge.hub.delivery.rules;

/** How much advertising a guest had on a channel of late. */
public record SentBefore(int withinDay, int withinWeek) {
    public static final SentBefore NONE = new SentBefore(0, 0);

    public SentBefore oneMore() {
        return new SentBefore(withinDay + 1, withinWeek + 1);
    }
}
