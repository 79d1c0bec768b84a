package dev.concierge.hub.live;

/** Who gets broadcasts; called on the event loop it subscribed with. */
public interface Subscriber {
    void on(Broadcast broadcast);
}
