package dev.concierge.testsupport.infrastructure;

/** The servers that a test JVM needs, wherever they come from. */
interface Servers {
    Addresses start();

    void stop();
}
